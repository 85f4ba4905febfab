/* readability-table.c - the registry of readability formulas. */
#include "stats/readability.h"

#include <math.h>

static double
sentence_length (const CopiaReading *c)
{
    return c->words / c->sentences;
}

static double
word_length (const CopiaReading *c)
{
    return c->letters / c->words;
}

static double
characters_per_word (const CopiaReading *c)
{
    return c->characters / c->words;
}

static double
word_syllables (const CopiaReading *c)
{
    return c->syllables / c->words;
}

/* Per cent of the words. */
static double
percent (const CopiaReading *c, double words)
{
    return 100 * words / c->words;
}

static double
ari (const CopiaReading *c)
{
    return 0.5 * sentence_length (c) + 4.71 * characters_per_word (c) - 21.43;
}

static double
ari_simple (const CopiaReading *c)
{
    return sentence_length (c) + 9 * characters_per_word (c);
}

static double
ari_navy (const CopiaReading *c)
{
    return 0.37 * sentence_length (c) + 5.84 * characters_per_word (c) - 26.01;
}

static double
bormuth_mc (const CopiaReading *c)
{
    double asl = sentence_length (c), familiar = 1 - c->unfamiliar / c->words;

    return 0.886593 - 0.08364 * word_length (c) +
           0.161911 * familiar * familiar * familiar - 0.021401 * asl +
           0.000577 * asl * asl - 0.000005 * asl * asl * asl;
}

static double
drp (const CopiaReading *c)
{
    return 100 * (1 - bormuth_mc (c));
}

static double
coleman (const CopiaReading *c)
{
    return 1.29 * percent (c, c->one_syllable) - 38.45;
}

static double
coleman_c2 (const CopiaReading *c)
{
    return 1.16 * percent (c, c->one_syllable) + 1.48 * percent (c, c->sentences) -
           37.95;
}

static double
coleman_liau_ecp (const CopiaReading *c)
{
    return 141.8401 - 0.214590 * 100 * word_length (c) +
           1.079812 * percent (c, c->sentences);
}

static double
coleman_liau_grade (const CopiaReading *c)
{
    return -27.4004 * coleman_liau_ecp (c) / 100 + 23.06395;
}

static double
coleman_liau_short (const CopiaReading *c)
{
    return 5.88 * word_length (c) - 29.6 * c->sentences / c->words - 15.8;
}

static double
dale_chall (const CopiaReading *c)
{
    return 64 - 0.95 * percent (c, c->unfamiliar) - 0.69 * sentence_length (c);
}

static double
dale_chall_plain (const CopiaReading *c)
{
    return 0.1579 * percent (c, c->unfamiliar) + 0.0496 * sentence_length (c);
}

static double
dale_chall_1948 (const CopiaReading *c)
{
    return dale_chall_plain (c) + 3.6365;
}

static double
dale_chall_old (const CopiaReading *c)
{
    return dale_chall_plain (c) + (percent (c, c->unfamiliar) > 5 ? 3.6365 : 0);
}

static double
dale_chall_psk (const CopiaReading *c)
{
    return 0.1155 * percent (c, c->unfamiliar) + 0.0596 * sentence_length (c) + 3.2672;
}

static double
danielson_bryan (const CopiaReading *c)
{
    return 1.0364 * c->characters / (c->words - 1) +
           0.0194 * c->characters / c->sentences - 0.6059;
}

static double
danielson_bryan_2 (const CopiaReading *c)
{
    return 131.059 - 10.364 * c->characters / (c->words - 1) -
           0.194 * c->characters / c->sentences;
}

static double
devereux (const CopiaReading *c)
{
    return 1.56 * characters_per_word (c) + 0.19 * sentence_length (c) - 6.49;
}

static double
elf (const CopiaReading *c)
{
    return c->two_syllables / c->sentences;
}

static double
farr_jenkins_paterson (const CopiaReading *c)
{
    return -31.517 - 1.015 * sentence_length (c) + 1.599 * percent (c, c->one_syllable);
}

static double
flesch (const CopiaReading *c)
{
    return 206.835 - 1.015 * sentence_length (c) - 84.6 * word_syllables (c);
}

static double
flesch_psk (const CopiaReading *c)
{
    return 0.0778 * sentence_length (c) + 4.55 * word_syllables (c) - 2.2029;
}

static double
flesch_kincaid (const CopiaReading *c)
{
    return 0.39 * sentence_length (c) + 11.8 * word_syllables (c) - 15.59;
}

static double
fog (const CopiaReading *c)
{
    return 0.4 * (sentence_length (c) + percent (c, c->three_syllables));
}

static double
fog_psk (const CopiaReading *c)
{
    return 3.0680 + 0.0877 * sentence_length (c) +
           0.0984 * percent (c, c->three_syllables);
}

static double
fog_nri (const CopiaReading *c)
{
    double easy = c->words - c->three_syllables;

    return ((easy + 3 * c->three_syllables) / c->sentences - 3) / 2;
}

static double
forcast (const CopiaReading *c)
{
    return 20 - c->one_syllable * 150 / c->words / 10;
}

static double
forcast_rgl (const CopiaReading *c)
{
    return 20.43 - 0.11 * c->one_syllable * 150 / c->words;
}

static double
fucks (const CopiaReading *c)
{
    return word_length (c) * sentence_length (c);
}

static double
linsear_write (const CopiaReading *c)
{
    double easy = c->words - c->three_syllables;

    return (easy + 3 * c->three_syllables) / c->sentences;
}

static double
lix (const CopiaReading *c)
{
    return sentence_length (c) + percent (c, c->seven_letters);
}

static double
rix (const CopiaReading *c)
{
    return c->seven_letters / c->sentences;
}

static double
nws_1 (const CopiaReading *c)
{
    return 0.1935 * percent (c, c->three_syllables) + 0.1672 * sentence_length (c) +
           0.1297 * percent (c, c->six_letters) -
           0.0327 * percent (c, c->one_syllable) - 0.875;
}

static double
nws_2 (const CopiaReading *c)
{
    return 0.2007 * percent (c, c->three_syllables) + 0.1682 * sentence_length (c) +
           0.1373 * percent (c, c->six_letters) - 2.779;
}

static double
nws_3 (const CopiaReading *c)
{
    return 0.2963 * percent (c, c->three_syllables) + 0.1905 * sentence_length (c) -
           1.1144;
}

static double
nws_4 (const CopiaReading *c)
{
    return 0.2744 * percent (c, c->three_syllables) + 0.2656 * sentence_length (c) -
           1.693;
}

/* Hard words in thirty sentences. */
static double
in_thirty (const CopiaReading *c)
{
    return 30 * c->three_syllables / c->sentences;
}

static double
smog (const CopiaReading *c)
{
    return 1.0430 * sqrt (in_thirty (c)) + 3.1291;
}

static double
smog_c (const CopiaReading *c)
{
    return 0.9986 * sqrt (in_thirty (c) + 5) + 2.8795;
}

static double
smog_simple (const CopiaReading *c)
{
    return sqrt (in_thirty (c)) + 3;
}

static double
smog_de (const CopiaReading *c)
{
    return sqrt (in_thirty (c)) - 2;
}

static double
spache (const CopiaReading *c)
{
    return 0.121 * sentence_length (c) + 0.082 * percent (c, c->unfamiliar_spache) +
           0.659;
}

static double
spache_old (const CopiaReading *c)
{
    return 0.141 * sentence_length (c) + 0.086 * percent (c, c->unfamiliar_spache) +
           0.839;
}

static double
strain (const CopiaReading *c)
{
    return 3 * c->syllables / c->sentences / 10;
}

static double
wheeler_smith (const CopiaReading *c)
{
    return 10 * c->two_syllables / c->sentences;
}

#define GRADE "school grade (USA)", "(-inf, inf)"
#define EASE "points, high = easy", "(-inf, inf)"

const CopiaReadability copia_readabilities[] = {
    { { "Flesch", "flesch_reading_ease",
        "reading ease: 90 very easy, 60 plain, 30 very hard",
        "206.835 - 1.015 W/St - 84.6 Sy/W", EASE, "Flesch 1948" },
      flesch },
    { { "Flesch.Kincaid", "fkgl", "years of school to read it",
        "0.39 W/St + 11.8 Sy/W - 15.59", GRADE,
        "Kincaid, Fishburne, Rogers & Chissom 1975" },
      flesch_kincaid },
    { { "Flesch.PSK", "", "Flesch refitted", "0.0778 W/St + 4.55 Sy/W - 2.2029", GRADE,
        "Powers, Sumner & Kearl 1958" },
      flesch_psk },
    { { "FOG", "gunning_fog", "foggy words and long sentences; proper names count too",
        "0.4 (W/St + 100 W3Sy/W)", GRADE, "Gunning 1952" },
      fog },
    { { "FOG.PSK", "", "FOG refitted", "3.0680 + 0.0877 W/St + 0.0984 * 100 W3Sy/W",
        GRADE, "Powers, Sumner & Kearl 1958" },
      fog_psk },
    { { "FOG.NRI", "", "FOG for the Navy", "((W - W3Sy + 3 W3Sy) / St - 3) / 2", GRADE,
        "Kincaid et al. 1975" },
      fog_nri },
    { { "SMOG", "", "hard words in thirty sentences",
        "1.0430 sqrt (30 W3Sy/St) + 3.1291", GRADE, "McLaughlin 1969, regression D" },
      smog },
    { { "SMOG.C", "", "the same by another regression",
        "0.9986 sqrt (30 W3Sy/St + 5) + 2.8795", GRADE,
        "McLaughlin 1969, regression C" },
      smog_c },
    { { "SMOG.simple", "", "the same by heart", "sqrt (30 W3Sy/St) + 3", GRADE,
        "McLaughlin 1969" },
      smog_simple },
    { { "SMOG.de", "", "the same for German", "sqrt (30 W3Sy/St) - 2", GRADE,
        "Bamberger & Vanecek 1984" },
      smog_de },
    { { "ARI", "", "automated readability index", "0.5 W/St + 4.71 Ch/W - 21.43", GRADE,
        "Senter & Smith 1967" },
      ari },
    { { "ARI.simple", "", "ARI before it became a grade", "W/St + 9 Ch/W",
        "points, high = hard", "(0, inf)", "Senter & Smith 1967" },
      ari_simple },
    { { "ARI.navy", "ARI.NRI", "ARI for the Navy", "0.37 W/St + 5.84 Ch/W - 26.01",
        GRADE, "Kincaid et al. 1975" },
      ari_navy },
    { { "Coleman", "Coleman.C1", "share of blanks a reader could fill",
        "1.29 * 100 W1Sy/W - 38.45", "per cent, high = easy", "(-inf, inf)",
        "Coleman 1971" },
      coleman },
    { { "Coleman.C2", "", "the same with sentences",
        "1.16 * 100 W1Sy/W + 1.48 * 100 St/W - 37.95", "per cent, high = easy",
        "(-inf, inf)", "Coleman 1971" },
      coleman_c2 },
    { { "Coleman.Liau.ECP", "",
        "share of blanks a reader could fill, from letters alone",
        "141.8401 - 0.214590 * 100 C/W + 1.079812 * 100 St/W", "per cent, high = easy",
        "(-inf, inf)", "Coleman & Liau 1975" },
      coleman_liau_ecp },
    { { "Coleman.Liau.grade", "Coleman.Liau", "grade from Coleman.Liau.ECP",
        "-27.4004 ECP/100 + 23.06395", GRADE, "Coleman & Liau 1975" },
      coleman_liau_grade },
    { { "Coleman.Liau.short", "", "the same with rounded numbers",
        "5.88 C/W - 29.6 St/W - 15.8", GRADE, "Coleman & Liau 1975" },
      coleman_liau_short },
    { { "Dale.Chall", "Dale.Chall.new",
        "new formula, a share of blanks a reader could fill",
        "64 - 0.95 * 100 UW/W - 0.69 W/St", "points, high = easy", "(-inf, 64]",
        "Chall & Dale 1995" },
      dale_chall },
    { { "Dale.Chall.old", "",
        "formula of 1948, the constant only where more than 5 % are unfamiliar",
        "0.1579 * 100 UW/W + 0.0496 W/St (+ 3.6365)",
        "points, 4.9 = grade 4, 10 = college", "(0, inf)",
        "Dale & Chall 1948; quanteda" },
      dale_chall_old },
    { { "Dale.Chall.old_plus_3.6365", "Dale.Chall.1948",
        "formula of 1948 with its constant always",
        "0.1579 * 100 UW/W + 0.0496 W/St + 3.6365",
        "points, 4.9 = grade 4, 10 = college", "(0, inf)", "Dale & Chall 1948" },
      dale_chall_1948 },
    { { "Dale.Chall.PSK", "", "formula of 1948 refitted",
        "0.1155 * 100 UW/W + 0.0596 W/St + 3.2672", GRADE,
        "Powers, Sumner & Kearl 1958" },
      dale_chall_psk },
    { { "Danielson.Bryan", "",
        "from letters, blanks and sentences, made for early computers",
        "1.0364 Ch/(W-1) + 0.0194 Ch/St - 0.6059", GRADE, "Danielson & Bryan 1963" },
      danielson_bryan },
    { { "Danielson.Bryan.2", "Danielson.Bryan2", "the same on Flesch's scale",
        "131.059 - 10.364 Ch/(W-1) - 0.194 Ch/St", EASE, "Danielson & Bryan 1963" },
      danielson_bryan_2 },
    { { "Devereux", "", "from letters and sentence length",
        "1.56 Ch/W + 0.19 W/St - 6.49", GRADE, "Smith 1961" },
      devereux },
    { { "DRP", "", "degrees of reading power", "100 (1 - Bormuth.MC)",
        "points, high = hard", "(-inf, inf)", "College Board 1981" },
      drp },
    { { "Bormuth.MC", "", "mean share of blanks a reader could fill",
        "0.886593 - 0.08364 C/W + 0.161911 (1-UW/W)^3 - 0.021401 ASL + 0.000577 ASL^2 "
        "- 0.000005 ASL^3",
        "share, high = easy", "(-inf, 1.1)", "Bormuth 1969" },
      bormuth_mc },
    { { "ELF", "", "easy listening: words of two or more syllables a sentence",
        "W2Sy / St", "words, above 12 = hard to hear", "[0, inf)", "Fang 1966" },
      elf },
    { { "Farr.Jenkins.Paterson", "FJP", "Flesch without counting syllables",
        "-31.517 - 1.015 W/St + 1.599 * 100 W1Sy/W", EASE,
        "Farr, Jenkins & Paterson 1951" },
      farr_jenkins_paterson },
    { { "FORCAST", "", "for technical prose without sentences", "20 - 150 W1Sy/W / 10",
        GRADE, "Caylor & Sticht 1973" },
      forcast },
    { { "FORCAST.RGL", "", "the same, reading grade level", "20.43 - 0.11 * 150 W1Sy/W",
        GRADE, "Caylor & Sticht 1973" },
      forcast_rgl },
    { { "Fucks", "", "letters in a sentence", "C/W W/St", "letters", "(0, inf)",
        "Fucks 1955" },
      fucks },
    { { "Linsear.Write", "", "easy words 1, hard words 3, a sentence",
        "(W - W3Sy + 3 W3Sy) / St", "points, high = hard", "(0, inf)", "O'Hayre 1966" },
      linsear_write },
    { { "LIW", "LIX", "share of long words and sentence length", "W/St + 100 W7C/W",
        "points, 20 easy, 60 hard", "(0, inf)", "Bjornsson 1968" },
      lix },
    { { "RIX", "", "long words a sentence", "W7C / St", "words", "[0, inf)",
        "Anderson 1983" },
      rix },
    { { "nWS", "nWS.1", "Vienna formula 1, for German",
        "0.1935 * 100 W3Sy/W + 0.1672 W/St + 0.1297 * 100 W6C/W - 0.0327 * 100 W1Sy/W "
        "- "
        "0.875",
        "school grade (Austria)", "(-inf, inf)", "Bamberger & Vanecek 1984" },
      nws_1 },
    { { "nWS.2", "", "Vienna formula 2, for German",
        "0.2007 * 100 W3Sy/W + 0.1682 W/St + 0.1373 * 100 W6C/W - 2.779",
        "school grade (Austria)", "(-inf, inf)", "Bamberger & Vanecek 1984" },
      nws_2 },
    { { "nWS.3", "", "Vienna formula 3, for German",
        "0.2963 * 100 W3Sy/W + 0.1905 W/St - 1.1144", "school grade (Austria)",
        "(-inf, inf)", "Bamberger & Vanecek 1984" },
      nws_3 },
    { { "nWS.4", "", "Vienna formula 4, for German",
        "0.2744 * 100 W3Sy/W + 0.2656 W/St - 1.693", "school grade (Austria)",
        "(-inf, inf)", "Bamberger & Vanecek 1984" },
      nws_4 },
    { { "Spache", "", "for the first school years",
        "0.121 W/St + 0.082 * 100 US/W + 0.659", GRADE, "Spache 1974" },
      spache },
    { { "Spache.old", "", "the same, first version",
        "0.141 W/St + 0.086 * 100 US/W + 0.839", GRADE, "Spache 1953" },
      spache_old },
    { { "Strain", "", "syllables in three sentences by ten", "3 Sy/St / 10",
        "points, high = hard", "(0, inf)", "Solomon 2006" },
      strain },
    { { "Wheeler.Smith", "", "long words times sentence length", "10 W2Sy/St",
        "points, high = hard", "[0, inf)", "Wheeler & Smith 1954" },
      wheeler_smith },
    { { "meanSentenceLength", "ASL", "words a sentence", "W / St", "words", "(0, inf)",
        "Sherman 1893" },
      sentence_length },
    { { "meanWordSyllables", "ASW", "syllables a word", "Sy / W", "syllables",
        "[1, inf)", "Flesch 1948" },
      word_syllables },
    { { "meanWordLength", "AWL", "letters a word", "C / W", "letters", "(0, inf)",
        "Mendenhall 1887" },
      word_length },
    { { NULL, NULL, NULL, NULL, NULL, NULL, NULL }, NULL },
};
