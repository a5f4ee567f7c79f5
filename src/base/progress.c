/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/progress.h"

#include <stddef.h>

bool progress_step(const struct progress *progress, long done, long total)
{
    return !progress || progress->step(progress->to, done, total);
}
