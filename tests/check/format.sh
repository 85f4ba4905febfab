#!/bin/sh
# format.sh - every C file is laid out as .clang-format says; `make format` does it.
#
# Other versions of clang-format lay out a few things differently, so only Debian 12's judges.
here=$(dirname "$0")
version=$(clang-format --version 2>/dev/null | sed -n 's/.*version \([0-9]*\)\..*/\1/p')
if [ "$version" != 14 ]; then
    echo "ok - format # SKIP clang-format 14 judges, here is ${version:-none}"
    exit
fi
sh "$here/files" 'src/*.[ch]' 'tests/*.[ch]' | xargs -r clang-format --dry-run -Werror 2>&1 |
    grep -E '(error|warning):' | sh "$here/verdict" format 'C files are laid out by clang-format'
