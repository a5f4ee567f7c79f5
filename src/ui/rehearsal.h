/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * While somebody reads a question, the next page is drawn once where nobody can
 * see it. Its words and drawings are kept by the canvas then, and drawing them
 * for the first time is most of what a new page takes. Which page is next
 * follows from the answers as they stand; if another one comes, nothing is
 * lost. The seat and the answers are not changed, and what is kept is forgotten
 * with the person, as everything else is (P4).
 */
#ifndef UI_REHEARSAL_H
#define UI_REHEARSAL_H

#include "ui/canvas.h"
#include "ui/seat.h"

/* Does nothing unless a question is open. */
void rehearsal_next(const struct seat *seat, struct canvas *canvas);

#endif
