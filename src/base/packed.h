/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers and bytes one behind the other, as they stand in files. Numbers have
 * their low byte first, whatever the machine does. Writing past the end is an
 * error of the program; reading past the end gives zeros and is remembered, so
 * that a reader may read everything first and ask once.
 */
#ifndef BASE_PACKED_H
#define BASE_PACKED_H

#include "base/text.h"

struct packed {
    unsigned char *at;
    size_t size;
    size_t done;
    bool torn; /* more was read than there is */
};

/* Bytes to read; they are not changed. */
struct packed packed_of(const unsigned char *bytes, size_t size);

void packed_put(struct packed *packed, const void *bytes, size_t size);
void packed_put_number(struct packed *packed, uint64_t number, int width);

/* A text of at most 65,535 bytes, its length in front. */
void packed_put_text(struct packed *packed, str text);

void packed_get(struct packed *packed, void *bytes, size_t size);
uint64_t packed_get_number(struct packed *packed, int width);

/* Looks into the packed bytes. */
str packed_get_text(struct packed *packed);

/* Whether nothing but zeros is left. */
bool packed_rest_is_zero(const struct packed *packed);

#endif
