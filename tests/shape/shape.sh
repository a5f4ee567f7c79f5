# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2016
#
# What the shape tests share. Each of them goes to the top of the project,
# names every offender as FILE:LINE: and fails at its end if there was one.
set -euo pipefail
export LC_ALL=C.UTF-8

shape_root=$(dirname "$(dirname "$(dirname \
    "$(readlink -f "${BASH_SOURCE[0]}")")")")
cd "$shape_root"

# Copies the offenders from stdin to stdout and fails if there are any.
shape_verdict() {
    local offenders
    offenders=$(cat)
    [[ -z $offenders ]] && return
    printf '%s\n' "$offenders"
    return 1
}

# The C below the folders that are named, in order.
shape_c_files() {
    find "$@" -name '*.[ch]' | sort
}

# Every file of the project, also those not yet committed.
shape_files() {
    if [[ -e .git ]]; then
        git -c safe.directory='*' ls-files --cached --others \
            --exclude-standard | sort -u | shape_existing
    else
        find . -path ./build -prune -o -type f -print | sed 's,^\./,,' | sort
    fi
}

shape_existing() {
    local file
    while IFS= read -r file; do
        [[ ! -e $file ]] || printf '%s\n' "$file"
    done
}

# FILE:LINE:CODE of the C files named on stdin, without comments and with
# every string and character emptied.
shape_code() {
    xargs -d '\n' -r perl -0777 -ne '
        s{("(?:\\.|[^"\\\n])*")|(\x27(?:\\.|[^\x27\\\n])*\x27)
            |(/\*.*?\*/|//[^\n]*)}{
            my $lines = ($& =~ tr/\n//);
            defined $1 ? "\"\"" : defined $2 ? "0" : " " . "\n" x $lines
        }gsex;
        my $line = 0;
        print map { $line++; "$ARGV:$line:$_\n" } split /\n/;'
}
