/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/screens.h"

void screens_keyboard(struct build *build)
{
    box row = build_bottom_row(build);
    build_onward(build, row, true);
}
