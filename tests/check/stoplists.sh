#!/bin/sh
# stoplists.sh - every list in stoplists/ is what its README says a list is.
#
# Run from the project's top; another folder may be named: stoplists.sh FOLDER.  One line when
# all is well; otherwise one line a fault, with file and line, and exit 1.
exec /usr/bin/python3 -X utf8 - "${1:-stoplists}" <<'EOF'
import os
import re
import sys
import unicodedata

LEAST, MOST = 120, 320

# Forms without which a list of this language is not one: articles, pronouns, a form of "be",
# a preposition, the negation, a contraction.
MUST = {
    'de': "das dem einen kein ich uns euch ihr sich euer ist wäre hätte könnte zum nicht ist's",
    'en': "a the i us themselves whose been had cannot of not don't we're it's i'll tis",
    'es': 'el una del yo nosotros les vuestra es está hubiera puede no qué',
    'fr': "les une aux je nous leur vôtre étaient eût doit ne c'est j'ai qu'il d'un l'on n'est s'il",
    'it': "gli uno dello io noi loro vostra è avrebbe deve non c'è un'altra",
    'nl': "het een t ik jullie hun zich z'n was hadden kunnen niet ervan",
    'pl': 'ja nas im się swój jest była miał może nie w że który',
    'pt': 'os uma pelas nele eu nós lhes vossa é tinha houve pode não',
    'ru': 'я нас им себя свой этот был буду может не в во что её ее',
    'sv': 'en det jag oss dem sig vår är voro hade blev skulle inte',
}

# What the README says is left out: numerals, greetings, nouns that only look like a function word.
NOT = {
    'de': 'zwei hallo danke laut dank',
    'en': 'two hello please thanks art dare need let round',
    'es': 'dos hola gracias estado poder deber',
    'fr': 'deux bonjour merci pouvoir devoir or point personne',
    'it': 'due ciao grazie potere dovere secondo lungo',
    'nl': 'twee hallo dank ware',
    'pl': 'dwa cześć proszę raz',
    'pt': 'dois olá obrigado estado poder dever segundo fora',
    'ru': 'два привет спасибо друг раз суть',
    'sv': 'två hej tack skola dom å',
}

FORM = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
folder = sys.argv[1]
faults = []


def fault(path, line, what):
    faults.append('%s:%d: %s' % (path, line, what))


def folded(form):
    """The form of a word: full case folding, NFC; apostrophes and hyphens are plain here."""
    return unicodedata.normalize('NFC', unicodedata.normalize('NFD', form).casefold())


def script_of(form):
    return {unicodedata.name(c, '?').split()[0] for c in form if c.isalpha()}


def form_fault(form, script):
    """What is wrong with one form by itself, or None."""
    if form != form.strip() or re.search(r'\s', form):
        return 'white space in %r' % form
    if unicodedata.normalize('NFC', form) != form:
        return '%r is not NFC' % form
    if folded(form) != form:
        return '%r is not folded: %r is' % (form, folded(form))
    if not FORM.fullmatch(form):
        return "%r is not one word token (letters joined by inner ' or -)" % form
    if script_of(form) != {script}:
        return '%r has letters that are not %s' % (form, script.capitalize())
    return None


def read_forms(path):
    """(line number, form) of each form; header rules and bytes are checked on the way."""
    with open(path, 'rb') as file:
        data = file.read()
    if not data.endswith(b'\n'):
        fault(path, data.count(b'\n') + 1, 'the last line does not end')
    forms = []
    for number, raw in enumerate(data.split(b'\n')[:-1], 1):
        try:
            text = raw.decode('utf-8')
        except UnicodeDecodeError as error:
            fault(path, number, 'not UTF-8 at byte %d' % (error.start + 1))
            continue
        if not text.startswith('#'):
            forms.append((number, text))
        elif forms:
            fault(path, number, 'a comment below the first form')
    if not data.startswith(('# %s - ' % os.path.basename(path)).encode()):
        fault(path, 1, "the first line does not say '# %s - what it is'" % os.path.basename(path))
    return forms


def check(language):
    path = os.path.join(folder, language + '.txt')
    if not os.path.isfile(path):
        fault(path, 1, 'missing')
        return 0
    forms = read_forms(path)
    known = {form for _, form in forms}
    script = 'CYRILLIC' if language == 'ru' else 'LATIN'
    before = ''
    for number, form in forms:
        wrong = form_fault(form, script)
        if wrong:
            fault(path, number, wrong)
        if form == before:
            fault(path, number, '%r stands twice' % form)
        elif form < before:
            fault(path, number, '%r stands below %r: sort with LC_ALL=C sort -u' % (form, before))
        if form in NOT[language].split():
            fault(path, number, '%r is left out on purpose, see README.md' % form)
        before = form
    last = forms[-1][0] if forms else 1
    if not LEAST <= len(forms) <= MOST:
        fault(path, last, '%d forms, not %d to %d' % (len(forms), LEAST, MOST))
    for form in MUST[language].split():
        if form not in known:
            fault(path, last, '%r is missing' % form)
    return len(forms)


counts = {language: check(language) for language in sorted(MUST)}
if os.path.isdir(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith('.txt') and name[:-4] not in MUST:
            fault(os.path.join(folder, name), 1, 'add its words to tests/check/stoplists.sh')
if faults:
    print('\n'.join(faults))
    sys.exit(1)
print('stoplists: %d lists, %d forms' % (len(counts), sum(counts.values())))
EOF
