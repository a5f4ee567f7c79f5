/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes inside a seal are a record that writes itself out again to the
 * same bytes, or are refused. */
#include <string.h>

#include "hold.h"
#include "keep/container.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char plain[CONTAINER_SIZE] = { 0 };
    unsigned char again[CONTAINER_SIZE];
    struct container container = { .kind = CONTAINER_DUMMY };
    memcpy(plain, data, size < sizeof plain ? size : sizeof plain);
    if (container_read(plain, &container) == CONTAINER_FINE) {
        str whole = { (const char *)plain, sizeof plain };
        HOLD(hold_inside(container.response, whole));
        container_write(&container, again);
        HOLD(memcmp(plain, again, sizeof plain) == 0);
    } else {
        HOLD(container.response.at == NULL);
    }
    return 0;
}
