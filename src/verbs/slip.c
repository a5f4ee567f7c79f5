/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/slip.h"

void slip_say_kiosks(const struct call *call, const struct about *about)
{
    for (int i = 0; i < about->kiosk_count; i++) {
        const struct about_kiosk *kiosk = &about->kiosks[i];
        call_say(call, stdout,
                 "Kiosk {code}: answers in its bundle: {count}, unreadable "
                 "there: {unreadable}",
                 SLOT("code", text_of(kiosk->code)),
                 COUNT("count", kiosk->records),
                 COUNT("unreadable", kiosk->unreadable));
        if (kiosk->revoked)
            call_say(call, stdout,
                     "Kiosk {code}: nothing is taken from it any more",
                     SLOT("code", text_of(kiosk->code)));
    }
}

void slip_say_closed(const struct call *call, const struct about *about,
                     const struct opening_count *count)
{
    long unreadable = count->foreign + count->damaged + count->dummies;
    call_say(call, stdout,
             "The collection “{name}” is closed; nothing more is taken in",
             SLOT("name", about->collection.name));
    call_say(call, stdout,
             "Answers that can be opened: {count}. The same once more: "
             "{duplicates}. Unreadable: {unreadable}. Damaged in the store: "
             "{lost}",
             COUNT("count", count->responses),
             COUNT("duplicates", count->duplicates),
             COUNT("unreadable", unreadable), COUNT("lost", about->lost));
    if (count->newer > 0)
        call_say(call, stdout,
                 "Made by a newer program, to be opened with it: {count}",
                 COUNT("count", count->newer));
    slip_say_kiosks(call, about);
}

void slip_say_out(const struct call *call, str file,
                  const struct carry_slip *slip)
{
    call_say(call, stdout,
             "{file}: bundle of kiosk {code}. Answers: {count}, unreadable "
             "here: {unreadable}",
             SLOT("file", file), SLOT("code", text_of(slip->code)),
             COUNT("count", slip->records),
             COUNT("unreadable", slip->unreadable));
}

void slip_say_in(const struct call *call, str file,
                 const struct carry_slip *slip)
{
    call_say(call, stdout,
             "{file}: bundle of kiosk {code}. Taken in: {added}, here already: "
             "{known}, unreadable there: {unreadable}",
             SLOT("file", file), SLOT("code", text_of(slip->code)),
             COUNT("added", slip->added), COUNT("known", slip->known),
             COUNT("unreadable", slip->unreadable));
}
