/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/desk.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/words.h"
#include "keep/unlock.h"
#include "verbs/ask.h"
#include "verbs/meter.h"
#include "verbs/recovery_sheet.h"

void desk_tell_tightened(const struct call *call, int count)
{
    if (count > 0)
        call_count(call, stderr,
                   "other users of this machine could look into {n} file or "
                   "folder; they cannot any more",
                   "other users of this machine could look into {n} files and "
                   "folders; they cannot any more",
                   count);
}

void desk_tell_mended(const struct call *call, const struct twin_report *report)
{
    if (report->rebuilt && report->lost == 0)
        call_say(call, stderr,
                 "the file of the answers was damaged and was made anew; "
                 "nothing is lost");
    if (report->rebuilt && report->lost > 0)
        call_say(call, stderr,
                 "the file of the answers was damaged and was made anew from "
                 "what was in it; the damaged one is kept beside it");
    if (report->mended > 0)
        call_count(call, stderr,
                   "{n} damaged place in the store was mended from its copy; "
                   "nothing is lost there",
                   "{n} damaged places in the store were mended from their "
                   "copies; nothing is lost there",
                   report->mended);
    if (report->lost > 0)
        call_count(call, stderr,
                   "{n} place in the store was damaged in both copies; if an "
                   "answer was there, it is lost",
                   "{n} places in the store were damaged in both copies; if "
                   "answers were there, they are lost",
                   report->lost);
}

bool desk_hold(struct desk *desk, struct call *call, struct fault *fault)
{
    *desk = (struct desk){ .call = call };
    if (!call_data(call, fault) || !keys_begin(fault))
        return false;
    desk->place = place_open(call->data, fault);
    if (desk->place)
        desk_tell_tightened(call, place_tightened(desk->place));
    return desk->place;
}

/* A large store takes a while. */
static struct store *open_store(struct desk *desk, str folder,
                                struct fault *fault)
{
    struct meter meter;
    meter_begin(&meter, desk->call);
    struct store *store = store_open_telling(folder, &meter.progress,
                                             &desk->report, fault);
    meter_end(&meter);
    desk->called_off = meter.called_off;
    return store;
}

bool desk_open_number(struct desk *desk, int number, struct fault *fault)
{
    str folder = place_folder(desk->call->arena, desk->place, number);
    store_close(desk->store);
    desk->number = number;
    desk->store = open_store(desk, folder, fault);
    if (desk->store)
        desk_tell_mended(desk->call, &desk->report);
    return desk->store;
}

bool desk_open(struct desk *desk, struct call *call, struct fault *fault)
{
    if (!desk_hold(desk, call, fault))
        return false;
    int newest = place_newest(desk->place);
    if (newest > 0)
        return desk_open_number(desk, newest, fault);
    return fault_set(fault,
                     "there is nothing set up in {folder}; run “yoursay "
                     "setup”, or name another folder with --data",
                     SLOT("folder", call->data));
}

void desk_close(struct desk *desk)
{
    store_close(desk->store);
    place_close(desk->place);
}

/* ---- unlocking ----------------------------------------------------------- */

/* The key off the paper, or out of a file. */
static bool take_recovery(const struct call *call, const char *file, str *key,
                          struct fault *fault)
{
    str content;
    str question = words_say(call->words,
                             "Recovery key, as it stands on the sheet");
    if (!strcmp(file, "-"))
        return ask_line(call, question, key, fault);
    return file_read(call->arena, text_of(file), RECOVERY_SHEET_LONGEST,
                     &content, fault) &&
           recovery_sheet_find(call->arena, content, key, fault);
}

static struct keys_secret *by_recovery(struct desk *desk, struct call *call,
                                       const char *file, struct fault *fault)
{
    str key;
    if (!take_recovery(call, file, &key, fault))
        return NULL;
    return unlock_by_recovery(desk->store, key, fault);
}

static struct keys_secret *by_passphrase(struct desk *desk, struct call *call,
                                         const char *file, struct fault *fault)
{
    str typed;
    str question = words_say(call->words, "Passphrase of the collection");
    if (file ? !ask_secret_file(call, file, &typed, fault)
             : !ask_secret(call, question, &typed, fault))
        return NULL;
    return unlock_by_passphrase(desk->store, typed, fault);
}

/* What is typed or read lives no longer than it takes to unlock. */
struct keys_secret *desk_unlock(struct desk *desk, const struct desk_key *key,
                                struct fault *fault)
{
    struct arena *arena = arena_make();
    struct call call = *desk->call;
    call.arena = arena;
    struct keys_secret *secret =
        key->recovery_file
            ? by_recovery(desk, &call, key->recovery_file, fault)
            : by_passphrase(desk, &call, key->passphrase_file, fault);
    arena_destroy(arena);
    return secret;
}
