/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/container.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { KIND_AT = 4, ID_AT = 5, LENGTH_AT = ID_AT + CONTAINER_ID };
static const unsigned char mark[KIND_AT] = { 'Y', 'S', 'R', 1 };
static_assert(LENGTH_AT + 2 == CONTAINER_HEAD,
              "the head is as long as it says");

struct container_id container_new_id(void)
{
    struct container_id id;
    randombytes_buf(id.bytes, sizeof id.bytes);
    return id;
}

struct container_id container_id_of(str name)
{
    struct container_id id;
    crypto_generichash(id.bytes, sizeof id.bytes,
                       (const unsigned char *)name.at, name.size, NULL, 0);
    return id;
}

void container_write(const struct container *container,
                     unsigned char plain[CONTAINER_SIZE])
{
    size_t size = container->response.size;
    assert(size <= CONTAINER_MOST);
    memset(plain, 0, CONTAINER_SIZE);
    memcpy(plain, mark, sizeof mark);
    plain[KIND_AT] = (unsigned char)container->kind;
    memcpy(plain + ID_AT, container->id.bytes, CONTAINER_ID);
    plain[LENGTH_AT] = (unsigned char)(size & 0xFF);
    plain[LENGTH_AT + 1] = (unsigned char)(size >> 8);
    if (size > 0)
        memcpy(plain + CONTAINER_HEAD, container->response.at, size);
}

/* Compares the bytes with themselves, one further on: that is fast. */
static bool is_zero(const unsigned char *bytes, size_t size)
{
    return size == 0 || (!bytes[0] && !memcmp(bytes, bytes + 1, size - 1));
}

/* Whether the kind agrees with the rest: a dummy has nothing but its mark. */
static bool is_sound(const unsigned char *plain, size_t size)
{
    if (size > CONTAINER_MOST ||
        !is_zero(plain + CONTAINER_HEAD + size, CONTAINER_MOST - size))
        return false;
    if (plain[KIND_AT] == CONTAINER_DUMMY)
        return is_zero(plain + ID_AT, CONTAINER_SIZE - ID_AT);
    return plain[KIND_AT] == CONTAINER_RESPONSE &&
           !is_zero(plain + ID_AT, CONTAINER_ID);
}

enum container_verdict container_read(const unsigned char plain[CONTAINER_SIZE],
                                      struct container *container)
{
    size_t name = sizeof mark - 1;
    if (memcmp(plain, mark, name) != 0)
        return CONTAINER_DAMAGED;
    if (plain[name] != mark[name])
        return CONTAINER_NEWER;
    size_t size = plain[LENGTH_AT] | (size_t)plain[LENGTH_AT + 1] << 8;
    if (!is_sound(plain, size))
        return CONTAINER_DAMAGED;
    container->kind = (enum container_kind)plain[KIND_AT];
    memcpy(container->id.bytes, plain + ID_AT, CONTAINER_ID);
    container->response = (str){ (const char *)plain + CONTAINER_HEAD, size };
    return CONTAINER_FINE;
}
