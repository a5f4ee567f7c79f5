/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The subcommands. Each has a file of its own and a row in the one table, from
 * which help and usage are printed too. Together with ui/ this floor is the
 * only one that prints, and main.c the only file that ends the program.
 */
#ifndef VERBS_VERBS_H
#define VERBS_VERBS_H

/* The program: finds the language, the folder and the verb, and runs it. Gives
 * the exit status. */
int verbs_main(int count, char **arguments);

#endif
