/* import-subtitles.c - subtitles of films (SubRip, WebVTT): what is said, cue by cue.
 *
 * A cue is a line with two times, and the lines behind it up to an empty one; what stands
 * elsewhere (numbers, names of cues, notes, styles) is none of the text.  Sentences go on from
 * cue to cue, so a paragraph ends only where somebody else speaks or nobody does for a while.
 */
#include <string.h>

#include "import/extract.h"
#include "import/importers.h"
#include "import/vertical-tag.h"

#define SILENCE 3000 /* ms, after which a paragraph begins */
#define SEEN 4096    /* bytes in which the first cue begins */
#define TAG 500      /* bytes of a tag */

typedef struct {
    const char *at, *end; /* what is still to be read */
    CopiaExtract extract;
    GString *decoded;
    gint64 until;   /* ms: when the cue before ended */
    guint cues;     /* so far */
    char *who;      /* who speaks in the cue; NULL: it does not say */
    uint32_t voice; /* the region of that; or NONE */
} Subtitles;

#define NONE UINT32_MAX

/* ---- times ---------------------------------------------------------------------------- */

/* `1:02:03,450`, `02:03.450`; *at is behind it. */
static bool
read_time (const char **at, gint64 *ms)
{
    const char *p = *at;
    gint64 seconds = 0;
    int groups = 0;

    while (g_ascii_isdigit (*p) && groups < 3) {
        gint64 number = 0;
        int digits = 0;

        for (; g_ascii_isdigit (*p) && digits < 5; digits++)
            number = number * 10 + (*p++ - '0');
        seconds = seconds * 60 + number;
        groups++;
        if (*p != ':')
            break;
        p++;
    }
    if (groups < 2 || (*p != ',' && *p != '.') || !g_ascii_isdigit (p[1]))
        return false;
    *ms = seconds * 1000;
    p++;
    for (int unit = 100; g_ascii_isdigit (*p); unit /= 10)
        *ms += (*p++ - '0') * unit;
    *at = p;
    return true;
}

static bool
read_times (const char *line, gint64 *from, gint64 *until)
{
    const char *at = line + strspn (line, " \t");

    if (!read_time (&at, from))
        return false;
    at += strspn (at, " \t");
    if (strncmp (at, "-->", 3) != 0)
        return false;
    at += 3;
    at += strspn (at, " \t");
    return read_time (&at, until);
}

static void
tell_time (CopiaDocument *document, uint32_t span, const char *name, gint64 ms)
{
    g_autofree char *said =
        g_strdup_printf ("%02d:%02d:%02d.%03d", (int) (ms / 3600000),
                         (int) (ms / 60000 % 60), (int) (ms / 1000 % 60),
                         (int) (ms % 1000));

    copia_document_tell (document, span, name, said);
}

/* ---- lines ---------------------------------------------------------------------------- */

/* The next line without its end, or NULL. */
static char *
next_line (Subtitles *self)
{
    size_t size = (size_t) (self->end - self->at), n;
    const char *feed = size ? memchr (self->at, '\n', size) : NULL;
    char *line;

    if (size == 0)
        return NULL;
    n = feed ? (size_t) (feed - self->at) : size;
    line = g_strndup (self->at, n);
    self->at += n + (feed != NULL);
    if (n > 0 && line[n - 1] == '\r')
        line[n - 1] = '\0';
    return line;
}

static bool
is_empty (const char *line)
{
    return line[strspn (line, " \t")] == '\0';
}

/* A number before two times: the empty line before it is missing. */
static bool
is_number_of_cue (const Subtitles *self, const char *line)
{
    const char *digits = line + strspn (line, " \t");
    size_t n = strspn (digits, "0123456789");
    g_autofree char *next = NULL;
    gint64 from, until;
    Subtitles ahead = *self;

    if (n == 0 || !is_empty (digits + n))
        return false;
    next = next_line (&ahead);
    return next && read_times (next, &from, &until);
}

/* ---- what is said --------------------------------------------------------------------- */

static void
end_voice (Subtitles *self)
{
    if (self->voice != NONE)
        copia_document_close (self->extract.document, self->voice,
                              copia_extract_place (&self->extract));
    self->voice = NONE;
}

/* `<v.loud Mary Ann>`; the same one goes on in the paragraph. */
static void
begin_voice (Subtitles *self, const char *tag, size_t size)
{
    size_t class = strcspn (tag, " \t>");
    g_autofree char *who = class < size ? g_strndup (tag + class, size - class) : NULL;

    end_voice (self);
    if (!who || !*g_strstrip (who))
        return;
    if (g_strcmp0 (self->who, who) != 0)
        copia_extract_paragraph (&self->extract);
    g_free (self->who);
    self->who = g_steal_pointer (&who);
    self->voice = copia_document_open (self->extract.document, "u",
                                       copia_extract_place (&self->extract));
    copia_document_tell (self->extract.document, self->voice, "who", self->who);
}

static void
put_text (Subtitles *self, const char *text, size_t size)
{
    static const struct {
        const char *reference, *text;
    } more[] = { { "&nbsp;", "\xC2\xA0" }, { "&lrm;", "" }, { "&rlm;", "" } };

    copia_vertical_decode (self->decoded, text, size);
    for (size_t i = 0; i < G_N_ELEMENTS (more); i++)
        g_string_replace (self->decoded, more[i].reference, more[i].text, 0);
    copia_extract_text (&self->extract, self->decoded->str, self->decoded->len);
}

/* Where the tag that begins at `at` ends, or NULL: it is none.  `{\\an8}` is one, too. */
static const char *
end_of_tag (const char *at)
{
    bool tag = at[0] == '<' ? g_ascii_isalnum (at[1]) || at[1] == '/'
                            : at[0] == '{' && at[1] == '\\';

    for (size_t n = 1; tag && at[n] && n < TAG; n++)
        if (at[n] == (at[0] == '<' ? '>' : '}'))
            return at + n;
    return NULL;
}

static void
read_tag (Subtitles *self, const char *tag, const char *end)
{
    if (g_str_has_prefix (tag, "<v") && strchr (" \t.", tag[2]))
        begin_voice (self, tag + 2, (size_t) (end - (tag + 2)));
    else if (g_str_has_prefix (tag, "</v>"))
        end_voice (self);
}

static void
put_line (Subtitles *self, const char *line)
{
    const char *at = line + strspn (line, " \t");

    if (*at == '-' || g_str_has_prefix (at, "\xE2\x80\x93") ||
        g_str_has_prefix (at, "\xE2\x80\x94")) /* somebody else answers */
        copia_extract_paragraph (&self->extract);
    while (*at) {
        size_t n = strcspn (at, "<{");
        const char *end = end_of_tag (at + n);

        if (!end) {
            n += at[n] != '\0';
            put_text (self, at, n);
            at += n;
            continue;
        }
        put_text (self, at, n);
        read_tag (self, at + n, end);
        at = end + 1;
    }
    copia_extract_line (&self->extract);
}

static void
read_cue (Subtitles *self, gint64 from, gint64 until)
{
    CopiaDocument *document = self->extract.document;
    uint32_t span;
    char *line;

    if (self->cues++ > 0 && from - self->until >= SILENCE)
        copia_extract_paragraph (&self->extract);
    self->until = until;
    span = copia_document_open (document, "cue", copia_extract_place (&self->extract));
    tell_time (document, span, "start", from);
    tell_time (document, span, "end", until);
    while ((line = next_line (self)) && !is_empty (line) &&
           !is_number_of_cue (self, line)) {
        put_line (self, line);
        g_free (line);
    }
    g_free (line);
    end_voice (self);
    copia_document_close (document, span, copia_extract_place (&self->extract));
}

/* ---- the file ------------------------------------------------------------------------- */

static const char *
beginning (const CopiaDocument *document)
{
    return document->text + (g_str_has_prefix (document->text, "\xEF\xBB\xBF") ? 3 : 0);
}

bool
copia_import_subtitles_sniff (const CopiaDocument *document)
{
    const char *at = beginning (document);
    Subtitles self = { .at = at };
    g_autofree char *line = NULL;

    if (g_str_has_prefix (at, "WEBVTT") && strchr (" \t\r\n", at[6]))
        return true;
    self.end = document->text + MIN (document->size, SEEN);
    while ((line = next_line (&self)) && is_empty (line))
        g_clear_pointer (&line, g_free);
    return line && is_number_of_cue (&self, line);
}

bool
copia_import_subtitles (CopiaDocument *document, const CopiaImportOptions *options,
                        GError **error)
{
    g_autofree char *source = g_steal_pointer (&document->text);
    Subtitles self = { .at = source, .end = source + document->size, .voice = NONE };
    gint64 from, until;
    char *line;
    bool read;

    (void) options;
    document->size = 0;
    self.decoded = g_string_new (NULL);
    copia_extract_init (&self.extract, document);
    while ((line = next_line (&self))) {
        if (read_times (line, &from, &until))
            read_cue (&self, from, until);
        g_free (line);
    }
    read = copia_extract_finish (&self.extract, error);
    copia_extract_clear (&self.extract);
    g_string_free (self.decoded, TRUE);
    g_free (self.who);
    if (read && self.cues == 0)
        copia_document_note (document, "no line has two times, as subtitles do");
    return read;
}
