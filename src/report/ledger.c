/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ledger.h"

bool ledger_counts(const struct ledger *ledger, int question, int part)
{
    const struct ledger_question *parts = &ledger->questions[question];
    const struct form_question *asked = &ledger->form->questions[question];
    if (part >= parts->dont_know && part <= parts->blank)
        return true;
    return asked->kind != FORM_SLIDER && part >= parts->choices &&
           part < parts->choices + asked->choice_count;
}

long ledger_part(const struct ledger *ledger, const struct tally *tally,
                 int question, int part)
{
    const struct ledger_question *parts = &ledger->questions[question];
    const struct tally_question *sum = &tally->questions[question];
    if (!ledger_counts(ledger, question, part))
        return -1;
    if (part == parts->dont_know)
        return sum->dont_know;
    if (part == parts->not_say)
        return sum->not_say;
    return part == parts->blank ? sum->blank
                                : sum->counts[part - parts->choices];
}

long ledger_row(const struct ledger *ledger, const struct tally *tally,
                int question, int row)
{
    const struct ledger_question *parts = &ledger->questions[question];
    const struct tally_question *sum = &tally->questions[question];
    if (row >= parts->findings)
        return tally->findings[question][row - parts->findings].k;
    if (row >= parts->bands)
        return sum->bands[row - parts->bands];
    return row == LEDGER_ROUTED     ? sum->routed
           : row == LEDGER_ANSWERED ? sum->answered
                                    : sum->base;
}
