/* token-test.h - expressions on tokens and regions, resolved. */
#pragma once

#include "query/binding.h"

/* Appends the types that pass (uint32_t, in any order, maybe twice), where types alone decide:
 * else `*only` is false.  False: the binding's error has a caret. */
bool copia_token_test_types (const CopiaBinding *binding, const CopiaExpression *test,
                             GArray *ids, bool *only);
/* The tokens that pass, as a set, finished.  NULL: as above. */
CopiaTypeset *copia_token_test_set (const CopiaBinding *binding,
                                    const CopiaExpression *test);

/* "text, chapter, s": the structures there are, or the attributes of one of them. */
char *copia_region_names (const CopiaIndex *index, const CopiaRegions *regions);

/* Some regions of a structure. */
struct CopiaRegionSet {
    const CopiaRegions *regions;
    uint8_t *bits; /* NULL: all of them */
    uint32_t count;
    uint32_t at; /* where the last question was answered */
};

/* `test` NULL: all; `at` is for the caret. */
CopiaRegionSet *copia_region_set_new (const CopiaBinding *binding,
                                      const char *structure,
                                      const CopiaExpression *test, size_t at);
/* An attribute of tokens that is one of a structure: `text.year`, `text_year`.  False: it is none;
 * `structure` is then the one that has no such attribute, or NULL. */
typedef struct {
    const CopiaRegions *structure;
    uint32_t attribute;
} CopiaRegionAttribute;

bool copia_region_attribute_find (const CopiaIndex *index, const char *name,
                                  CopiaRegionAttribute *found);
/* Its value around cpos; false: there is none. */
bool copia_region_attribute_value (const CopiaRegionAttribute *self, uint64_t cpos,
                                   CopiaString *value);
/* Always false: says with a caret that tokens have no attribute of that name. */
bool copia_token_attribute_fault (const CopiaBinding *binding, const char *name,
                                  size_t at);
/* The regions whose attribute passes the comparison, negation included. */
CopiaRegionSet *copia_region_set_of_attribute (const CopiaBinding *binding,
                                               const CopiaRegionAttribute *attribute,
                                               const CopiaExpression *of);
/* The region of the set that holds cpos, or COPIA_NONE. */
uint32_t copia_region_set_find (CopiaRegionSet *self, uint64_t cpos);
/* The first region of the set that ends at or after cpos; COPIA_NONE: there is none. */
uint32_t copia_region_set_from (CopiaRegionSet *self, uint64_t cpos);
void copia_region_set_free (CopiaRegionSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaRegionSet, copia_region_set_free)
