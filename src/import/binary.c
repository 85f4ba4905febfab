/* binary.c - files that are no text, told by their bytes. */
#include "import/binary.h"

#include <string.h>

#include "base/error.h"

typedef struct {
    size_t offset;
    const char *bytes;
    size_t size;
    bool sure; /* else only where a control byte stands near: text may begin so, too */
    const char *name;
} Magic;

#define BYTES(text) text, sizeof (text) - 1

static const Magic magics[] = {
    { 0, BYTES ("%PDF-"), true, "a PDF file; convert it to text first (pdftotext)" },
    { 0, BYTES ("\177ELF"), true, "a program (ELF)" },
    { 0, BYTES ("MZ"), false, "a program (Windows)" },
    { 0, BYTES ("\xca\xfe\xba\xbe"), true, "a program (Java or Mach-O)" },
    { 0, BYTES ("\0asm"), true, "a program (WebAssembly)" },
    { 0, BYTES ("PK\3\4"), true,
      "a ZIP archive, perhaps DOCX, ODT or EPUB; save it as plain text first" },
    { 0, BYTES ("PK\5\6"), true, "an empty ZIP archive" },
    { 0, BYTES ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), true,
      "an old Office document (DOC, XLS, PPT); save it as plain text first" },
    { 0, BYTES ("{\\rtf"), true, "a Rich Text document; save it as plain text first" },
    { 0, BYTES ("%!PS"), true, "a PostScript file; convert it to text first" },
    { 0, BYTES ("AT&TFORM"), true, "a DjVu file; convert it to text first (djvutxt)" },
    { 60, BYTES ("BOOKMOBI"), true, "a Kindle book; convert it to text first" },
    { 0, BYTES ("\x1f\x8b"), true, "compressed (gzip); unpack it first (gunzip)" },
    { 0, BYTES ("BZh"), false, "compressed (bzip2); unpack it first (bunzip2)" },
    { 0, BYTES ("\3757zXZ"), true, "compressed (xz); unpack it first (unxz)" },
    { 0, BYTES ("\x28\xb5\x2f\xfd"), true,
      "compressed (zstd); unpack it first (unzstd)" },
    { 0, BYTES ("7z\xbc\xaf\x27\x1c"), true, "a 7-Zip archive; unpack it first" },
    { 0, BYTES ("Rar!\x1a\7"), true, "a RAR archive; unpack it first" },
    { 257, BYTES ("ustar"), true, "a tar archive; unpack it first" },
    { 0, BYTES ("\x89PNG\r\n\x1a\n"), true, "a picture (PNG)" },
    { 0, BYTES ("\xff\xd8\xff"), true, "a picture (JPEG)" },
    { 0, BYTES ("GIF87a"), false, "a picture (GIF)" },
    { 0, BYTES ("GIF89a"), false, "a picture (GIF)" },
    { 0, BYTES ("BM"), false, "a picture (BMP)" },
    { 0, BYTES ("II*\0"), true, "a picture (TIFF)" },
    { 0, BYTES ("MM\0*"), true, "a picture (TIFF)" },
    { 8, BYTES ("WEBP"), false, "a picture (WebP)" },
    { 0, BYTES ("RIFF"), false, "sound or film (RIFF)" },
    { 0, BYTES ("ID3"), false, "sound (MP3)" },
    { 0, BYTES ("OggS"), false, "sound (Ogg)" },
    { 0, BYTES ("fLaC"), false, "sound (FLAC)" },
    { 4, BYTES ("ftyp"), false, "film or sound (MP4)" },
    { 0, BYTES ("\x1a\x45\xdf\xa3"), true, "film (Matroska)" },
    { 0,
      BYTES ("\x89"
             "CPA\r\n\x1a\n"),
      true,
      "an index of copia already; ask it, as in 'copia words', or join it to others "
      "with 'copia merge'" },
    { 0, BYTES ("SQLite format 3\0"), true, "a database (SQLite)" },
};

#define SEEN (1 << 18) /* bytes among which control characters are counted */

/* NUL to US and DEL, but not BS TAB LF VT FF CR, SUB (the end of a DOS file) and ESC. */
#define CONTROLS (0xFFFFFFFFu & ~0x3F00u & ~0x0C000000u)

static bool
is_control (unsigned char byte)
{
    return byte < 0x20 ? (CONTROLS >> byte & 1) : byte == 0x7F;
}

static size_t
count_controls (const char *bytes, size_t size)
{
    size_t n = 0;

    for (size_t i = 0; i < size; i++)
        n += is_control ((unsigned char) bytes[i]);
    return n;
}

const char *
copia_binary_name (const char *bytes, size_t size)
{
    for (size_t i = 0; i < G_N_ELEMENTS (magics); i++) {
        const Magic *magic = &magics[i];

        if (magic->offset + magic->size <= size &&
            memcmp (bytes + magic->offset, magic->bytes, magic->size) == 0 &&
            (magic->sure || count_controls (bytes, MIN (size, 1024)) > 0))
            return magic->name;
    }
    return NULL;
}

bool
copia_binary_check (const char *text, size_t size, GError **error)
{
    const char *nul = memchr (text, 0, size);
    size_t seen = MIN (size, SEEN);

    if (nul) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "binary: a NUL byte at offset %" G_GSIZE_FORMAT
                     "; if it is text, name its encoding with --encoding, or take such "
                     "bytes out (tr -d '\\0')",
                     (gsize) (nul - text));
        return false;
    }
    if (count_controls (text, seen) * 10 > seen) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "binary: more than a tenth of it are control characters; if it is "
                     "text, name its encoding with --encoding");
        return false;
    }
    return true;
}

/* The end of a picture that begins in the first bytes of the text, or 0. */
static size_t
end_of_picture (const char *text, size_t size)
{
    const char *at = memmem (text, MIN (size, COPIA_BINARY_UNPARTED), "data:", 5);
    size_t n;

    if (!at)
        return 0;
    n = (size_t) (at - text);
    while (n < size &&
           (g_ascii_isalnum (text[n]) || (text[n] && strchr ("+/=:;,.%_-", text[n]))))
        n++;
    return n;
}

static bool
fail_unparted (size_t most, uint64_t offset, GError **error)
{
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_LIMIT,
        "more than %" G_GSIZE_FORMAT
        " MiB without a blank from offset %" G_GUINT64_FORMAT
        " on, as no text has; if it is one all the same, put line ends into it",
        most >> 20, offset);
    return false;
}

bool
copia_binary_check_piece (const char *piece, size_t size, uint64_t offset,
                          size_t *unparted, GError **error)
{
    size_t behind = 0;

    while (behind < size && !g_ascii_isspace (piece[size - behind - 1]))
        behind++;
    *unparted = behind == size ? *unparted + size : behind;
    return *unparted <= COPIA_BINARY_UNPARTED_BYTES ||
           fail_unparted (COPIA_BINARY_UNPARTED_BYTES, offset + size - *unparted,
                          error);
}

bool
copia_binary_check_parted (const char *text, size_t size, size_t offset, bool pictures,
                           GError **error)
{
    for (size_t start = 0, at; size - start > COPIA_BINARY_UNPARTED; start = at + 1) {
        for (at = start + COPIA_BINARY_UNPARTED; !g_ascii_isspace (text[at]); at--) {
            size_t end = 0;

            if (at > start)
                continue;
            if (pictures)
                end = end_of_picture (text + start, size - start);
            if (end > COPIA_BINARY_UNPARTED) {
                at = start + end - 1;
                break;
            }
            return fail_unparted (COPIA_BINARY_UNPARTED, offset + start, error);
        }
    }
    return true;
}
