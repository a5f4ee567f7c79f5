/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/packed.h"

#include <assert.h>
#include <string.h>

struct packed packed_of(const unsigned char *bytes, size_t size)
{
    return (struct packed){ .at = (unsigned char *)(uintptr_t)bytes,
                            .size = size };
}

void packed_put(struct packed *packed, const void *bytes, size_t size)
{
    assert(size <= packed->size - packed->done);
    if (size > 0)
        memcpy(packed->at + packed->done, bytes, size);
    packed->done += size;
}

void packed_put_number(struct packed *packed, uint64_t number, int width)
{
    assert(width == 8 || number >> (8 * width) == 0);
    for (int i = 0; i < width; i++) {
        unsigned char byte = (unsigned char)(number >> (8 * i) & 0xFF);
        packed_put(packed, &byte, 1);
    }
}

void packed_put_text(struct packed *packed, str text)
{
    packed_put_number(packed, text.size, 2);
    packed_put(packed, text.at, text.size);
}

/* The next `size` bytes; NULL if there are not so many. */
static const unsigned char *next(struct packed *packed, size_t size)
{
    if (packed->torn || size > packed->size - packed->done) {
        packed->torn = true;
        return NULL;
    }
    packed->done += size;
    return packed->at + packed->done - size;
}

void packed_get(struct packed *packed, void *bytes, size_t size)
{
    const unsigned char *from = next(packed, size);
    if (from)
        memcpy(bytes, from, size);
    else
        memset(bytes, 0, size);
}

uint64_t packed_get_number(struct packed *packed, int width)
{
    unsigned char bytes[8];
    uint64_t number = 0;
    packed_get(packed, bytes, (size_t)width);
    for (int i = width - 1; i >= 0; i--)
        number = number << 8 | bytes[i];
    return number;
}

str packed_get_text(struct packed *packed)
{
    size_t size = packed_get_number(packed, 2);
    const unsigned char *from = next(packed, size);
    return (str){ (const char *)from, from ? size : 0 };
}

bool packed_rest_is_zero(const struct packed *packed)
{
    for (size_t i = packed->done; i < packed->size; i++)
        if (packed->at[i])
            return false;
    return true;
}
