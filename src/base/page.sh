#!/bin/sh
# page.sh - prints files as a C table of pages (page.h), to be compiled in.
#
#   sh src/base/page.sh TABLE FILE...
#
# Each line becomes one string literal, so that the C source reads like the text; `?` is escaped
# because ISO C still knows trigraphs.
set -e
table=$1
shift
literals () {
    sed -e 's/[\\"?]/\\&/g' -e 's/	/\\t/g' -e 's/\r/\\r/g' -e 's/.*/        "&\\n"/' "$1"
}
title () {
    sed -n -e '1s/^#* *//' -e '1s/[\\"?]/\\&/g' -e 1p "$1"
}
echo '#include "base/page.h"'
echo
echo "extern const CopiaPage $table[];"
echo
echo "const CopiaPage $table[] = {"
for file; do
    name=${file##*/}
    printf '    { "%s", "%s",\n' "${name%.*}" "$(title "$file")"
    literals "$file"
    echo '        "" },'
done
echo '    { 0 },'
echo '};'
