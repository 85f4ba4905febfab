/* query-private.h - the tree of a query, for the modules of this room. */
#pragma once

#include "query/ast.h"
#include "query/query.h"

const CopiaNode *copia_query_tree (const CopiaQuery *self);
bool copia_query_is_cql (const CopiaQuery *self);
