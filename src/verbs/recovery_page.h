/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The recovery sheet as a page to be printed on one side of A4, black on
 * white, with the key as a QR code beside its groups. It is one HTML file that
 * is whole in itself and asks for nothing from outside. It can be read aloud:
 * every text says which language it is in, and the code says what it is.
 */
#ifndef VERBS_RECOVERY_PAGE_H
#define VERBS_RECOVERY_PAGE_H

#include "verbs/recovery_sheet.h"

/* The page, in the arena; recovery_sheet_find() finds the key in it. Names may
 * hold anything. */
str recovery_page_html(struct arena *arena, const struct recovery_sheet *sheet);

#endif
