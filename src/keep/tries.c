/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/tries.h"

#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_WAIT = 15 * 1000, LONGEST_WAIT = 60 * 60 * 1000 };

/* Linux makes an id at every start. Where there is none, all starts look like
 * one, and a wait that is longer than it can be is cut in tries_wait(). */
static void read_boot(unsigned char boot[TRIES_BOOT])
{
    memset(boot, 0, TRIES_BOOT);
    int handle = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (handle < 0)
        return;
    if (read(handle, boot, TRIES_BOOT) != TRIES_BOOT)
        memset(boot, 0, TRIES_BOOT);
    close(handle);
}

struct tries_moment tries_now(void)
{
    struct tries_moment now;
    struct timespec time;
    clock_gettime(CLOCK_BOOTTIME, &time);
    now.time = (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
    read_boot(now.boot);
    return now;
}

/* How long to wait behind so many wrong tries. */
static int64_t wait_behind(uint32_t wrong)
{
    int64_t wait = FIRST_WAIT;
    if (wrong < TRIES_FREE)
        return 0;
    for (uint32_t i = TRIES_FREE; i < wrong && wait < LONGEST_WAIT; i++)
        wait *= 2;
    return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

static void start_wait(struct tries *tries, const struct tries_moment *now)
{
    tries->until = *now;
    tries->until.time += wait_behind(tries->wrong);
}

int64_t tries_wait(struct tries *tries, const struct tries_moment *now)
{
    int64_t longest = wait_behind(tries->wrong);
    if (longest == 0)
        return 0;
    if (memcmp(tries->until.boot, now->boot, TRIES_BOOT) != 0 ||
        tries->until.time > now->time + longest)
        start_wait(tries, now);
    return tries->until.time > now->time ? tries->until.time - now->time : 0;
}

void tries_count(struct tries *tries, const struct tries_moment *now)
{
    if (tries->wrong < UINT32_MAX)
        tries->wrong++;
    start_wait(tries, now);
}
