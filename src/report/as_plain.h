/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The section as plain text, for e-mail: lines of at most 72 columns, broken
 * between words, and inside a word only where it is longer than a line. Each
 * sentence is followed by its references in square brackets, which stand with
 * their numbers behind the findings. An inspection says whom it is for at both
 * ends.
 */
#ifndef REPORT_AS_PLAIN_H
#define REPORT_AS_PLAIN_H

#include "report/listing.h"

str as_plain(const struct listing *listing);

#endif
