/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff are asked on the terminal, and what they see there: the program
 * runs on one as a person would run it, who reads the screen and types what it
 * asks for. Each test has a folder; in the prepared one stands a collection in
 * `data`, its passphrase in `pass`, its recovery sheet in `sheet`. */
#include <ftw.h>
#include <sys/stat.h>

#include "terminal.h"

#include "base/catalogue.h"
#include "base/file.h"
#include "base/po.h"
#include "base/words.h"
#include "ran.h"
#include "verbs/recovery_sheet.h"

/* Nobody waits longer for the program; what is wrong then is told. */
enum { PATIENCE = 60 };

/* Somebody at the terminal, with the words of its language. */
struct talk {
    struct arena *arena;
    struct words *words;
    struct catalogue *catalogue; /* NULL: English */
    str folder;
    pid_t program;
    int terminal;
    struct text screen;
    size_t from;    /* what was read so far */
    str passphrase; /* as it stood on the screen */
};

/* ---- at the terminal ----------------------------------------------------- */

static _Noreturn void become(const struct talk *talk, const char *const *words)
{
    const struct rlimit none = { 0 };
    const char *arguments[16] = { "yoursay", "--data", "data" };
    const char *asan = getenv("ASAN_OPTIONS");
    for (int i = 0; words[i]; i++)
        arguments[i + 3] = words[i];
    setrlimit(RLIMIT_CORE, &none);
    clearenv();
    setenv("LANG", talk->catalogue ? "cy_GB.UTF-8" : "en_GB.UTF-8", 1);
    if (asan)
        setenv("ASAN_OPTIONS", asan, 1);
    if (chdir(talk->folder.at) == 0)
        execv(TESTS_PROGRAM, (char **)(uintptr_t)arguments);
    _exit(97);
}

/* Starts the program there; `words` ends with NULL. */
static void begin(struct talk *talk, const char *const *words)
{
    struct termios settings = {
        .c_iflag = ICRNL,
        .c_oflag = OPOST | ONLCR,
        .c_cflag = CS8 | CREAD,
        .c_lflag = ICANON | ECHO | ISIG,
        .c_cc = { [VINTR] = 3, [VEOF] = 4 },
    };
    talk->screen = (struct text){ .arena = talk->arena };
    talk->from = 0;
    talk->program = forkpty(&talk->terminal, NULL, &settings, NULL);
    assert_true(talk->program >= 0);
    if (talk->program == 0)
        become(talk, words);
}

#define BEGIN(talk, ...) begin((talk), (const char *[]){ __VA_ARGS__, NULL })

/* Waits until this is on the screen behind what was read before. */
static void hear_text(struct talk *talk, str wanted)
{
    const char *text = text_copy(talk->arena, wanted).at;
    alarm(PATIENCE);
    bool heard = terminal_reads(talk->terminal, &talk->screen, &talk->from,
                                text);
    alarm(0);
    if (!heard)
        fail_msg("“%s” was not on the screen:\n%.*s", text,
                 TEXT_ARGS(text_view(&talk->screen)));
}

/* The same for what the catalogue says; slots may stand in it. */
static void hear(struct talk *talk, const char *english, struct slot slot)
{
    str pattern = words_say(talk->words, english);
    hear_text(talk, text_fill(talk->arena, pattern, &slot, 1));
}

/* The word that says that the passphrase is on paper. */
static str quoted(const struct talk *talk)
{
    return words_say(talk->words, "written");
}

/* Waits for a question. */
static void hear_asked(struct talk *talk, const char *english)
{
    hear(talk, english, SLOT("word", quoted(talk)));
    hear_text(talk, S(" "));
}

static void say(struct talk *talk, str keys)
{
    assert_int_equal(write(talk->terminal, keys.at, keys.size), keys.size);
}

static void say_line(struct talk *talk, str line)
{
    struct text keys = { .arena = talk->arena };
    text_add(&keys, line);
    text_add_char(&keys, '\n');
    say(talk, text_view(&keys));
}

/* All that is on the screen. */
static str seen(const struct talk *talk)
{
    return text_view((struct text *)(uintptr_t)&talk->screen);
}

static bool is_seen(const struct talk *talk, str part)
{
    return text_find(seen(talk), part) < talk->screen.size;
}

/* Reads all there is until the program has ended, and gives how: its exit
 * status, or 128 and the signal. */
static int end(struct talk *talk)
{
    int status;
    alarm(PATIENCE);
    terminal_reads(talk->terminal, &talk->screen, &talk->from, NULL);
    alarm(0);
    close(talk->terminal);
    assert_int_equal(waitpid(talk->program, &status, 0), talk->program);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void expect_end(struct talk *talk, int wanted)
{
    int got = end(talk);
    if (got != wanted)
        fail_msg("it ended with %d:\n%.*s", got, TEXT_ARGS(seen(talk)));
}

/* ---- the dialogue of set-up ---------------------------------------------- */

enum question {
    SERVICE,
    TITLE,
    TITLE_CY,
    NAME,
    WRITTEN,
    PASSPHRASE,
    SHEET,
    KEY,
    QUESTIONS,
};

static const struct {
    const char *english;
    const char *answer; /* NULL: it stands on the screen or on the sheet */
} questions[QUESTIONS] = {
    [SERVICE] = { "Name of the service", "Coventry and Warwickshire" },
    [TITLE] = { "Short name of the service in English", "CYOS" },
    [TITLE_CY] = { "Short name of the service in Welsh", "GTIC" },
    [NAME] = { "Name of the collection", "Gwanwyn" },
    [WRITTEN] = { "Type “{word}” when it is written down", NULL },
    [PASSPHRASE] = { "Passphrase of the collection", NULL },
    [SHEET] = { "File for the recovery sheet, for example "
                "/media/stick/recovery",
                "my sheet" },
    [KEY] = { "Recovery key, as it stands on the sheet", NULL },
};

/* The passphrase stands on a line of its own. */
static void read_passphrase(struct talk *talk)
{
    hear(talk,
         "This is the passphrase. Write it down, and keep it where the kiosk "
         "is not:",
         (struct slot){ 0 });
    hear_text(talk, S("\r\n"));
    size_t start = talk->from;
    hear_text(talk, S("\r\n"));
    talk->passphrase = text_copy(talk->arena,
                                 text_slice(seen(talk), start, talk->from - 2));
}

static str read_key(const struct talk *talk)
{
    struct fault fault = { .arena = talk->arena };
    str path = file_join(talk->arena, talk->folder,
                         text_of(questions[SHEET].answer));
    str content;
    str key = S("");
    assert_true(
        file_read(talk->arena, path, RECOVERY_SHEET_LONGEST, &content, &fault));
    assert_true(recovery_sheet_find(talk->arena, content, &key, &fault));
    return key;
}

static str answer_to(const struct talk *talk, enum question question)
{
    if (question == WRITTEN)
        return quoted(talk);
    if (question == PASSPHRASE)
        return talk->passphrase;
    if (question == KEY)
        return read_key(talk);
    return text_of(questions[question].answer);
}

/* Waits until this is asked. */
static void reach(struct talk *talk, enum question question)
{
    if (question == WRITTEN)
        read_passphrase(talk);
    hear_asked(talk, questions[question].english);
}

/* Answers all that is asked before. */
static void answer_up_to(struct talk *talk, enum question stop)
{
    for (enum question at = 0; at < stop; at++) {
        reach(talk, at);
        say_line(talk, answer_to(talk, at));
    }
    reach(talk, stop);
}

/* Words of a passphrase, but not in its order. */
static str shuffled(struct arena *arena, str passphrase)
{
    struct text text = { .arena = arena };
    size_t at = 0;
    str first;
    assert_true(text_word(passphrase, &at, &first));
    text_add(&text, text_trim(text_slice(passphrase, at, passphrase.size)));
    text_add_char(&text, ' ');
    text_add(&text, first);
    return text_view(&text);
}

/* The key with another sign in its third group. */
static str with_wrong_sign(struct arena *arena, str key)
{
    enum { THIRD = 2 * 6 };
    struct text text = { .arena = arena };
    text_add(&text, text_slice(key, 0, THIRD));
    text_add(&text, key.at[THIRD] == 'A' ? S("B") : S("A"));
    text_add(&text, text_slice(key, THIRD + 1, key.size));
    return text_view(&text);
}

/* All of it, with a mistake in what is typed back. */
static void set_up(struct talk *talk)
{
    BEGIN(talk, "setup");
    answer_up_to(talk, PASSPHRASE);
    say_line(talk, shuffled(talk->arena, talk->passphrase));
    hear(talk,
         "this is not the passphrase that was shown; look at the paper and "
         "type it again. If it is wrong there, press Ctrl-C and start again",
         (struct slot){ 0 });
    reach(talk, PASSPHRASE);
    say_line(talk, talk->passphrase);
    reach(talk, SHEET);
    say_line(talk, answer_to(talk, SHEET));
    reach(talk, KEY);
    say_line(talk, with_wrong_sign(talk->arena, read_key(talk)));
    struct slot slots[] = { COUNT("group", 3), COUNT("signs", 5) };
    str wrong = words_say(talk->words,
                          "group {group} of the recovery key is not right; "
                          "compare its {signs} signs with the sheet");
    hear_text(talk, text_fill(talk->arena, wrong, slots, 2));
    reach(talk, KEY);
    say_line(talk, read_key(talk));
    hear(talk,
         "The collection “{name}” is open. A trial answer was sealed, kept, "
         "opened and removed again",
         SLOT("name", text_of(questions[NAME].answer)));
    expect_end(talk, 0);
}

/* ---- what is there ------------------------------------------------------- */

/* What the program says without a terminal; it must be done. */
static str told(const struct talk *talk, const char *line)
{
    struct ran ran = ran_program(talk->arena, talk->folder, text_of(line));
    if (ran.status != 0)
        fail_msg("%s ended with %d: %.*s", line, ran.status,
                 TEXT_ARGS(ran.err));
    return ran.out;
}

static void expect_told(const struct talk *talk, const char *line,
                        const char *part)
{
    str out = told(talk, line);
    if (text_find(out, text_of(part)) == out.size)
        fail_msg("“%s” is not in what %s says:\n%.*s", part, line,
                 TEXT_ARGS(out));
}

static bool is_there(const struct talk *talk, const char *name)
{
    struct stat about;
    return lstat(file_join(talk->arena, talk->folder, text_of(name)).at,
                 &about) == 0;
}

/* Stops at the first file. */
static int is_file(const char *path, const struct stat *about, int kind,
                   struct FTW *where)
{
    (void)path;
    (void)about;
    (void)where;
    return kind != FTW_D;
}

/* The folder of collections may have been made; nothing is in it. */
static void expect_nothing_left(const struct talk *talk)
{
    enum { HANDLES = 16 };
    assert_int_equal(nftw(talk->folder.at, is_file, HANDLES, FTW_PHYS), 0);
    assert_false(is_there(talk, "data/1"));
    assert_false(is_there(talk, "data/1.new"));
}

/* ---- folders and words --------------------------------------------------- */

static str prepared; /* the folder that some tests begin with a copy of */

static void be_woken(int signal)
{
    (void)signal;
}

static int sit_down(void **state)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct talk *talk = arena_new(arena, struct talk);
    *talk = (struct talk){ .arena = arena, .folder = ran_folder(arena) };
    talk->words = words_open(WORDS_ENGLISH, NULL, &fault);
    *state = talk;
    return 0;
}

static int sit_down_in_wales(void **state)
{
    sit_down(state);
    struct talk *talk = *state;
    struct fault fault = { .arena = talk->arena };
    words_close(talk->words);
    talk->catalogue = catalogue_open(S(TESTS_CATALOGUES "/cy.mo"), &fault);
    assert_non_null(talk->catalogue);
    talk->words = words_open(S("cy"), talk->catalogue, &fault);
    return 0;
}

static int sit_down_to_what_is_prepared(void **state)
{
    char line[400];
    sit_down(state);
    const struct talk *talk = *state;
    snprintf(line, sizeof line, "cp -a '%s'/. '%s'", prepared.at,
             talk->folder.at);
    return system(line); /* NOLINT(cert-env33-c): names of our own */
}

static int stand_up(void **state)
{
    struct talk *talk = *state;
    words_close(talk->words);
    catalogue_close(talk->catalogue);
    ran_clear(talk->folder);
    arena_destroy(talk->arena);
    return 0;
}

/* For a read that waits for ever to be told of. */
static int prepare(void **state)
{
    struct arena *arena = arena_make();
    const struct sigaction action = { .sa_handler = be_woken };
    sigaction(SIGALRM, &action, NULL);
    prepared = ran_folder(arena);
    *state = arena;
    return ran_program(arena, prepared,
                       S("--data data setup --service=Coventry --title=YOS "
                         "--collection=Spring --room 20 "
                         "--passphrase-file pass --recovery-file sheet"))
        .status;
}

static int clear_up(void **state)
{
    ran_clear(prepared);
    arena_destroy(*state);
    return 0;
}

/* ---- set-up -------------------------------------------------------------- */

static void set_up_asks_for_all_and_the_collection_opens(void **state)
{
    struct talk *talk = *state;
    set_up(talk);
    expect_told(talk, "--data data status", "Collection: “Gwanwyn”, open\n");
    expect_told(talk, "--data data status",
                "Service: Coventry and Warwickshire\n");
    ran_put(talk->folder, "pass", talk->passphrase);
    expect_told(talk, "--data data close --passphrase-file pass",
                "The collection “Gwanwyn” is closed");
}

static void a_name_that_cannot_stand_is_asked_for_again_at_once(void **state)
{
    struct talk *talk = *state;
    BEGIN(talk, "setup");
    reach(talk, SERVICE);
    say_line(talk, S(""));
    hear_text(talk, S("Name of the service: there is nothing here; type it"));
    reach(talk, SERVICE);
    say_line(talk, S("Cov\xE2\x80\xAE"
                     "entry"));
    hear_text(talk, S("Name of the service: character 4 of this is invisible; "
                      "type the name by hand"));
    answer_up_to(talk, WRITTEN);
    assert_false(is_seen(talk, S("Short name of the service in Welsh: ")));
    say(talk, S("\x03"));
    expect_end(talk, 128 + SIGINT);
    BEGIN(talk, "setup", "--service=a\tb");
    expect_end(talk, 1);
    assert_false(is_seen(talk, text_of(questions[TITLE].english)));
    expect_nothing_left(talk);
}

/* A store this large takes longer than it takes to press the key. */
static void ctrl_c_while_the_store_is_made_leaves_nothing_behind(void **state)
{
    struct talk *talk = *state;
    BEGIN(talk, "setup", "--service=Coventry", "--title=YOS",
          "--collection=Spring", "--room=40000", "--passphrase-file=pass",
          "--recovery-file=sheet");
    hear_text(talk, S(" of 200005"));
    say(talk, S("\x03"));
    expect_end(talk, 1);
    assert_true(is_seen(talk, S("it was called off; nothing was changed\r\n")));
    expect_nothing_left(talk);
}

static void the_passphrase_is_off_the_screen_before_it_is_asked_for(
    void **state)
{
    struct talk *talk = *state;
    BEGIN(talk, "setup");
    answer_up_to(talk, WRITTEN);
    size_t shown = talk->from;
    say_line(talk, quoted(talk));
    reach(talk, PASSPHRASE);
    str between = text_slice(seen(talk), shown, talk->from);
    assert_true(text_find(between, S("\033[2J")) < between.size);
    assert_true(text_find(between, talk->passphrase) == between.size);
    say(talk, S("\x03"));
    expect_end(talk, 128 + SIGINT);
}

static void set_up_again(struct talk *talk, enum question stop, str key,
                         int status)
{
    BEGIN(talk, "setup");
    answer_up_to(talk, stop);
    say(talk, key);
    expect_end(talk, status);
    expect_nothing_left(talk);
}

static void the_end_of_input_leaves_nothing_behind(void **state)
{
    struct talk *talk = *state;
    for (enum question stop = 0; stop < QUESTIONS; stop++) {
        set_up_again(talk, stop, S("\x04"), 1);
        assert_true(is_seen(talk, S("the input ended where an answer was "
                                    "wanted; start again and answer every "
                                    "question\r\n")));
        assert_int_equal(is_seen(talk, S("\r\nthe input ended")),
                         stop < WRITTEN);
        expect_nothing_left(talk);
    }
}

static void ctrl_c_leaves_nothing_behind(void **state)
{
    struct talk *talk = *state;
    for (enum question stop = 0; stop < KEY; stop++)
        set_up_again(talk, stop, S("\x03"), 128 + SIGINT);
}

/* It is of no use to anybody: nothing is there that its key could open. */
static void ctrl_c_behind_the_recovery_sheet_leaves_no_collection(void **state)
{
    struct talk *talk = *state;
    set_up_again(talk, KEY, S("\x03"), 128 + SIGINT);
    assert_false(is_there(talk, "data/1"));
    assert_false(is_there(talk, "data/1.new"));
}

/* ---- in Welsh ------------------------------------------------------------ */

/* Whether it tells English from Welsh: words, and not a name or a number. */
static bool is_telling(str piece)
{
    enum { FEW = 8 };
    return piece.size >= FEW && text_words(piece) > 1;
}

/* The piece up to the next slot, and what stands behind that. */
static str cut_piece(str *rest)
{
    str piece;
    str slot;
    text_cut(rest, '{', &piece);
    if (rest->size > 0)
        text_cut(rest, '}', &slot);
    return text_trim(piece);
}

static void expect_not_seen(const struct talk *talk, str english)
{
    while (english.size > 0) {
        str piece = cut_piece(&english);
        if (is_telling(piece) && is_seen(talk, piece))
            fail_msg("“%.*s” is English:\n%.*s", TEXT_ARGS(piece),
                     TEXT_ARGS(seen(talk)));
    }
}

static void in_welsh_nothing_is_english(void **state)
{
    struct talk *talk = *state;
    struct faults faults = { .arena = talk->arena, .file = S("cy.po") };
    struct po *po = po_read(talk->arena,
                            cases_file(talk->arena, "locales/cy.po"), &faults);
    assert_non_null(po);
    set_up(talk);
    for (const struct po_entry *entry = po->first; entry; entry = entry->next)
        expect_not_seen(talk, entry->english);
}

/* ---- unlocking ----------------------------------------------------------- */

static str read_prepared(const struct talk *talk)
{
    struct fault fault = { .arena = talk->arena };
    str content = S("");
    str path = file_join(talk->arena, talk->folder, S("pass"));
    assert_true(file_read(talk->arena, path, 1000, &content, &fault));
    return text_trim(content);
}

static bool is_echoing(const struct talk *talk)
{
    struct termios now;
    assert_int_equal(tcgetattr(talk->terminal, &now), 0);
    return now.c_lflag & ECHO;
}

/* Is asked for the passphrase by a verb, and types this. */
static void unlock(struct talk *talk, const char *verb, str passphrase)
{
    BEGIN(talk, verb);
    reach(talk, PASSPHRASE);
    assert_false(is_echoing(talk));
    say_line(talk, passphrase);
}

static void close_asks_for_the_passphrase_and_does_not_show_it(void **state)
{
    struct talk *talk = *state;
    unlock(talk, "close", read_prepared(talk));
    expect_end(talk, 0);
    cases_same_text(seen(talk),
                    "Passphrase of the collection \r\n"
                    "The collection “Spring” is closed; nothing more is taken "
                    "in\r\n"
                    "Answers that can be opened: 0. The same once more: 0. "
                    "Unreadable: 0. Damaged in the store: 0\r\n");
}

/* As terminal_run() wants it: the tests stand in the folder then. */
static void close_here(struct call *call)
{
    (void)call;
    fflush(stdout);
    execl(TESTS_PROGRAM, "yoursay", "--data", "data", "close", (char *)NULL);
}

static void ctrl_c_at_the_passphrase_changes_nothing(void **state)
{
    struct talk *talk = *state;
    const struct typed typed[] = {
        { "Passphrase of the collection ", S("half of\x03"), 0 },
        { 0 },
    };
    setenv("LANG", "en_GB.UTF-8", 1);
    assert_int_equal(chdir(talk->folder.at), 0);
    str screen = terminal_run(talk->arena, close_here, typed);
    assert_int_equal(chdir("/"), 0);
    cases_same_text(screen, "Passphrase of the collection \r\n"
                            "[ended 2, echo on]\r\n");
    expect_told(talk, "--data data status", "Collection: “Spring”, open\n");
}

static void behind_five_wrong_passphrases_the_next_one_waits(void **state)
{
    struct talk *talk = *state;
    str right = read_prepared(talk);
    for (int i = 0; i < 5; i++) {
        unlock(talk, "close", shuffled(talk->arena, right));
        expect_end(talk, 1);
        assert_true(is_seen(talk, S("the passphrase is another one")));
        assert_int_equal(is_seen(talk, S(" more wrong ")), i < 4);
    }
    unlock(talk, "close", right);
    expect_end(talk, 1);
    assert_true(is_seen(talk, S("too many passphrases were wrong; the next "
                                "one can be tried in 1")));
    assert_true(is_seen(talk, S(" seconds. The recovery key never waits")));
    expect_told(talk, "--data data close --recovery-file sheet",
                "The collection “Spring” is closed");
}

static void a_new_passphrase_is_shown_and_typed_back(void **state)
{
    struct talk *talk = *state;
    str old = read_prepared(talk);
    unlock(talk, "passphrase", old);
    reach(talk, WRITTEN);
    say_line(talk, quoted(talk));
    reach(talk, PASSPHRASE);
    say_line(talk, old);
    hear(talk,
         "this is another passphrase than the one that was shown; type it "
         "again",
         (struct slot){ 0 });
    reach(talk, PASSPHRASE);
    say_line(talk, talk->passphrase);
    hear_text(talk, S("The new passphrase opens the collection “Spring” from "
                      "now on, and the old one does not\r\n"));
    expect_end(talk, 0);
    ran_put(talk->folder, "pass", talk->passphrase);
    expect_told(talk, "--data data close --passphrase-file pass",
                "The collection “Spring” is closed");
}

static void the_end_of_input_leaves_the_old_passphrase(void **state)
{
    struct talk *talk = *state;
    unlock(talk, "passphrase", read_prepared(talk));
    reach(talk, WRITTEN);
    say_line(talk, quoted(talk));
    reach(talk, PASSPHRASE);
    say(talk, S("\x04"));
    expect_end(talk, 1);
    expect_told(talk, "--data data close --passphrase-file pass",
                "The collection “Spring” is closed");
}

/* ---- all of it ----------------------------------------------------------- */

#define TALK_TEST(sentence, function, setup)                                   \
    {                                                                          \
        .name = (sentence), .test_func = (function), .setup_func = (setup),    \
        .teardown_func = stand_up                                              \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TALK_TEST("set-up asks for all it needs, and the collection opens",
                  set_up_asks_for_all_and_the_collection_opens, sit_down),
        TALK_TEST("a name that cannot stand is asked for again at once",
                  a_name_that_cannot_stand_is_asked_for_again_at_once,
                  sit_down),
        TALK_TEST("Ctrl-C while the store is made leaves nothing behind",
                  ctrl_c_while_the_store_is_made_leaves_nothing_behind,
                  sit_down),
        TALK_TEST("the passphrase is off the screen before it is asked for",
                  the_passphrase_is_off_the_screen_before_it_is_asked_for,
                  sit_down),
        TALK_TEST("the end of input leaves nothing behind",
                  the_end_of_input_leaves_nothing_behind, sit_down),
        TALK_TEST("Ctrl-C leaves nothing behind", ctrl_c_leaves_nothing_behind,
                  sit_down),
        TALK_TEST("Ctrl-C behind the recovery sheet leaves no collection",
                  ctrl_c_behind_the_recovery_sheet_leaves_no_collection,
                  sit_down),
        TALK_TEST("in Welsh, nothing on the screen is English",
                  in_welsh_nothing_is_english, sit_down_in_wales),
        TALK_TEST("close asks for the passphrase and does not show it",
                  close_asks_for_the_passphrase_and_does_not_show_it,
                  sit_down_to_what_is_prepared),
        TALK_TEST("Ctrl-C at the passphrase changes nothing",
                  ctrl_c_at_the_passphrase_changes_nothing,
                  sit_down_to_what_is_prepared),
        TALK_TEST("behind five wrong passphrases the next one waits",
                  behind_five_wrong_passphrases_the_next_one_waits,
                  sit_down_to_what_is_prepared),
        TALK_TEST("a new passphrase is shown and typed back",
                  a_new_passphrase_is_shown_and_typed_back,
                  sit_down_to_what_is_prepared),
        TALK_TEST("the end of input leaves the old passphrase",
                  the_end_of_input_leaves_the_old_passphrase,
                  sit_down_to_what_is_prepared),
    };
    return cmocka_run_group_tests(tests, prepare, clear_up);
}
