/* score.c - any measure by its name, on numbers given by name. */
#include "stats/score.h"

#include "base/error.h"
#include "stats/score-private.h"

/* In the order in which they are asked: where a name stands in two families, the shape of
 * the input decides. */
static const CopiaScoreFamily *const families[] = {
    &copia_score_association, &copia_score_windows, &copia_score_keyness,
    &copia_score_parts,       &copia_score_places,  &copia_score_tests,
    &copia_score_text,        &copia_score_growth,  &copia_score_readability,
    &copia_score_distances,   &copia_score_maps,    &copia_score_units,
};

void
copia_score_clear (CopiaScore *self)
{
    g_clear_pointer (&self->list, g_array_unref);
}

static bool
finished (const CopiaAsk *ask, const CopiaScore *score)
{
    if (!score->list && isnan (score->value))
        return copia_ask_fail (ask, "not defined for these numbers (0/0)");
    return true;
}

/* No family fits: say what one of them would have wanted. */
static bool
refuse (const CopiaAsk *ask)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (families); i++)
        if (families[i]->knows (ask->measure))
            return copia_ask_fail (ask, "needs %s", families[i]->wants);
    g_set_error (ask->error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "no measure is called '%s'; see 'copia help measures'", ask->measure);
    return false;
}

bool
copia_score (const char *measure, const CopiaScoreInput *input, CopiaScore *score,
             GError **error)
{
    CopiaAsk ask = { measure, input, error };

    *score = (CopiaScore){ 0 };
    if (copia_json_kind (input->values) != COPIA_JSON_OBJECT)
        return copia_ask_fail (&ask, "the input is not an object {..}");
    for (unsigned i = 0; i < G_N_ELEMENTS (families); i++)
        if (families[i]->knows (measure) && families[i]->fits (&ask)) {
            if (families[i]->answer (&ask, score) && finished (&ask, score))
                return true;
            copia_score_clear (score);
            return false;
        }
    return refuse (&ask);
}

void
copia_score_each (CopiaScoreVisitor visit, void *data)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (families); i++)
        if (families[i]->each)
            families[i]->each (families[i]->name, visit, data);
}

typedef struct {
    const char *name;
    const CopiaAbout *found;
} Wanted;

static void
keep_first (const char *family, const CopiaAbout *about, void *data)
{
    Wanted *self = data;

    (void) family;
    if (!self->found && copia_about_answers_to (about, self->name))
        self->found = about;
}

const CopiaAbout *
copia_score_about (const char *name)
{
    Wanted wanted = { name, NULL };

    copia_score_each (keep_first, &wanted);
    return wanted.found;
}
