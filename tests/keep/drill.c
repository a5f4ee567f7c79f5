/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The recovery drill (P5): a collection is founded and used, its passphrase is
 * lost, and the sheet opens everything. Nothing is put in front of anything
 * here: passphrases take their second, as they do for staff.
 */
#include "founded.h"
#include "keep/founding.h"
#include "keep/unlock.h"

enum { RESPONSES = 7 };

/* What staff hold in their hands, and the folder on the kiosk. */
struct drill {
    struct founded *it; /* has no keys until they are unlocked */
    struct place *place;
    str passphrase;
    str sheet;
};

static struct drill *begin(struct arena *arena)
{
    struct drill *drill = arena_new(arena, struct drill);
    struct founded *it = arena_new(arena, struct founded);
    *it = (struct founded){ .arena = arena, .fault = { .arena = arena } };
    founded_fine(it, keys_begin(&it->fault));
    it->folder = founded_folder(arena);
    drill->it = it;
    drill->place = place_open(it->folder, &it->fault);
    founded_fine(it, drill->place);
    return drill;
}

static void end(struct drill *drill)
{
    place_close(drill->place);
    founded_end(drill->it);
}

/* Founds the collection as set-up does, and writes the sheet. */
static void found(struct drill *drill)
{
    struct founded *it = drill->it;
    struct founding_plan plan = {
        .names = { .name = S("Spring"),
                   .service = S("Coventry YOS"),
                   .title = S("YOS"),
                   .language = S("en") },
        .room = 20,
    };
    struct founding *founding = founding_begin(drill->place, &plan, &it->fault);
    founded_fine(it, founding);
    drill->passphrase = text_copy(it->arena, founding_passphrase(founding));
    drill->sheet = text_copy(it->arena, founding_recovery(founding));
    founded_fine(
        it, founding_try_passphrase(founding, drill->passphrase, &it->fault));
    founded_fine(it, founding_try_recovery(founding, drill->sheet, &it->fault));
    founded_fine(it, founding_finish(founding, &it->fault));
    founding_end(founding);
}

static struct store *open_store(struct drill *drill)
{
    struct founded *it = drill->it;
    struct twin_report report;
    struct store *store = store_open(
        place_folder(it->arena, drill->place, place_newest(drill->place)),
        &report, &it->fault);
    founded_fine(it, store);
    it->about.collection = store_about(store)->collection;
    return store;
}

/* The day's work of the kiosk, which holds no key (P2). */
static void take_in(struct drill *drill)
{
    struct founded *it = drill->it;
    struct store *store = open_store(drill);
    for (int i = 0; i < RESPONSES; i++)
        founded_fine(it, store_put(store, founded_envelope(it, i), &it->fault));
    store_close(store);
}

/* Everything that was taken in is there and opens; takes the secret. */
static void expect_all(struct drill *drill, struct store *store,
                       struct keys_secret *secret)
{
    bool seen[RESPONSES] = { 0 };
    struct founded *it = drill->it;
    founded_fine(it, secret);
    it->secret = secret;
    assert_int_equal(founded_look(it, store, seen, RESPONSES), RESPONSES);
    for (int i = 0; i < RESPONSES; i++)
        assert_true(seen[i]);
    keys_destroy(secret);
    it->secret = NULL;
}

static void expect_no_passphrase(struct drill *drill, struct store *store,
                                 str passphrase)
{
    struct founded *it = drill->it;
    assert_null(unlock_by_passphrase(store, passphrase, &it->fault));
    founded_say(it, "the passphrase is another one, or this key is damaged; "
                    "try again, or use the recovery key. After 4 more wrong "
                    "tries there is a wait");
}

/* ---- the drill ------------------------------------------------------------- */

static str make_passphrase(struct drill *drill)
{
    char *text = arena_take(drill->it->arena, PASSPHRASE_ROOM);
    passphrase_make(PASSPHRASE_WELSH, text);
    return text_of(text);
}

static void renew(struct drill *drill, str passphrase)
{
    struct founded *it = drill->it;
    struct store *store = open_store(drill);
    struct keys_secret *secret = unlock_by_recovery(store, drill->sheet,
                                                    &it->fault);
    founded_fine(it, secret);
    founded_fine(it, unlock_renew(store, secret, passphrase, &it->fault));
    keys_destroy(secret);
    store_close(store);
}

static void a_lost_passphrase_loses_no_answer(void **state)
{
    struct drill *drill = begin(*state);
    struct fault *fault = &drill->it->fault;
    found(drill);
    take_in(drill);
    struct store *store = open_store(drill);
    expect_no_passphrase(drill, store, make_passphrase(drill));
    expect_all(drill, store, unlock_by_recovery(store, drill->sheet, fault));
    store_close(store);
    str renewed = make_passphrase(drill);
    renew(drill, renewed);
    store = open_store(drill);
    expect_all(drill, store, unlock_by_passphrase(store, renewed, fault));
    expect_no_passphrase(drill, store, drill->passphrase);
    expect_all(drill, store, unlock_by_recovery(store, drill->sheet, fault));
    store_close(store);
    end(drill);
}

/* ---- typing the sheet --------------------------------------------------------- */

/* As people type: small letters, blanks for hyphens, look-alikes. */
static str typed_by_hand(struct drill *drill)
{
    struct text text = { .arena = drill->it->arena };
    for (size_t i = 0; i < drill->sheet.size; i++) {
        char sign = drill->sheet.at[i];
        if (sign >= 'A' && sign <= 'Z' && i % 2)
            sign = (char)(sign - 'A' + 'a');
        sign = sign == '-' ? ' ' : sign == '0' ? 'o' : sign == '1' ? 'l' : sign;
        text_add_char(&text, sign);
    }
    text_add(&text, S(" \n"));
    return text_view(&text);
}

static void expect_group(struct drill *drill, struct store *store, str typed,
                         int group)
{
    struct founded *it = drill->it;
    struct text wanted = { .arena = it->arena };
    text_add(&wanted, S("group "));
    text_add_number(&wanted, group);
    text_add(&wanted, S(" of the recovery key is not right; compare its 5 "
                        "signs with the sheet"));
    assert_null(unlock_by_recovery(store, typed, &it->fault));
    founded_say(it, text_view(&wanted).at);
}

/* Another sign that is on no sheet in its place, whatever it is taken for. */
static char slip(char sign)
{
    return sign == 'Z' ? '2' : sign == '9' ? 'A' : (char)(sign + 1);
}

static void a_slip_of_the_finger_is_found_in_its_group(void **state)
{
    struct drill *drill = begin(*state);
    struct founded *it = drill->it;
    found(drill);
    take_in(drill);
    struct store *store = open_store(drill);
    char *typed = (char *)(uintptr_t)text_copy(it->arena, drill->sheet).at;
    for (int at = 0; at < RECOVERY_ROOM - 1; at++) {
        char sign = typed[at];
        if (sign == '-')
            continue;
        int group = at / (RECOVERY_GROUP + 1) + 1;
        typed[at] = slip(sign);
        expect_group(drill, store, text_of(typed), group);
        typed[at] = '!';
        expect_group(drill, store, text_of(typed), group);
        typed[at] = sign;
    }
    expect_all(drill, store,
               unlock_by_recovery(store, typed_by_hand(drill), &it->fault));
    assert_int_equal(store_about(store)->tries.wrong, 0);
    store_close(store);
    end(drill);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a lost passphrase loses no answer",
                   a_lost_passphrase_loses_no_answer),
        CASES_TEST("a slip of the finger is found in its group",
                   a_slip_of_the_finger_is_found_in_its_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
