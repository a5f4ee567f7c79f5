/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/progress.h"

#include <stddef.h>

enum { PIECES_IN_A_STEP = 64 };

bool progress_step(const struct progress *progress, long done, long total)
{
    return !progress || progress->step(progress->to, done, total);
}

bool progress_piece(const struct progress *progress, long done, long total)
{
    return !progress || done == 0 || done % PIECES_IN_A_STEP != 0 ||
           progress_step(progress, done, total);
}

static bool step(void *to, long done, long total)
{
    const struct progress_part *part = to;
    long one = total / part->share;
    return progress_step(part->whole, part->before * one + done,
                         part->all * one);
}

const struct progress *progress_of_part(struct progress_part *part)
{
    part->progress = (struct progress){ .step = step, .to = part };
    return part->whole ? &part->progress : NULL;
}
