/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verbs.h"

int main(int count, char **arguments)
{
    return verbs_main(count, arguments);
}
