/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of the ground floor share: each has a sentence for its name,
 * an arena, a folder that is taken away afterwards, and children that may
 * die. Bodies of children must not use cmocka: its way out leads into the
 * parent's tests.
 */
#ifndef TESTS_BASE_PROOF_H
#define TESTS_BASE_PROOF_H

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"

#include "base/file.h"

struct proof {
    struct arena *arena;
    struct fault fault; /* empty, ready to be filled */
    str folder;         /* made by proof_folder() */
    const void *given;  /* what the row of the test brings along */
};

#define PROOF(sentence, function)                                              \
    {                                                                          \
        .name = (sentence), .test_func = (function),                           \
        .setup_func = proof_begin, .teardown_func = proof_finish,              \
    }

/* The same with a row of a table behind proof->given. */
#define PROOF_OF(sentence, function, row)                                      \
    {                                                                          \
        .name = (sentence), .test_func = (function),                           \
        .setup_func = proof_begin, .teardown_func = proof_finish,              \
        .initial_state = (void *)(uintptr_t)(row),                             \
    }

static inline int proof_begin(void **state)
{
    struct arena *arena = arena_make();
    struct proof *proof = arena_new(arena, struct proof);
    *proof = (struct proof){ .arena = arena,
                             .fault = { .arena = arena },
                             .given = *state };
    *state = proof;
    return 0;
}

static inline int proof_remove(const char *path, const struct stat *about,
                               int type, struct FTW *where)
{
    (void)about;
    (void)type;
    (void)where;
    return remove(path);
}

static inline int proof_finish(void **state)
{
    struct proof *proof = *state;
    if (proof->folder.size > 0)
        nftw(proof->folder.at, proof_remove, 16, FTW_DEPTH | FTW_PHYS);
    arena_destroy(proof->arena);
    return 0;
}

/* A text of exactly its size: the address sanitizer minds what is behind. */
static inline str proof_exact(struct arena *arena, str text)
{
    char *bytes = arena_take(arena, text.size);
    if (text.size > 0)
        memcpy(bytes, text.at, text.size);
    return (str){ bytes, text.size };
}

/* A path in the test's own folder. */
static inline str proof_path(struct proof *proof, const char *name)
{
    if (proof->folder.size == 0) {
        const char *temporary = getenv("TMPDIR");
        str folder = file_join(proof->arena,
                               text_of(temporary ? temporary : "/tmp"),
                               S("yoursay-base-XXXXXX"));
        assert_non_null(mkdtemp((char *)(uintptr_t)folder.at));
        proof->folder = folder;
    }
    return file_join(proof->arena, proof->folder, text_of(name));
}

/* Puts a file there without any help from what is tested. */
static inline str proof_file(struct proof *proof, const char *name, str content)
{
    str path = proof_path(proof, name);
    FILE *file = fopen(path.at, "wb");
    assert_non_null(file);
    assert_int_equal(content.size, fwrite(content.at, 1, content.size, file));
    assert_int_equal(0, fclose(file));
    return path;
}

/* The sentence of a fault, in English. */
static inline str proof_words(struct arena *arena, const struct fault *fault)
{
    struct fault none = { .arena = arena };
    struct words *english = words_open(WORDS_ENGLISH, NULL, &none);
    assert_non_null(english);
    str line = words_fault(english, arena, fault);
    words_close(english);
    return line;
}

/* `front`, `path` and `back` joined: an expected sentence about a file. */
static inline str proof_joined(struct proof *proof, str front, str path,
                               str back)
{
    struct text line = { .arena = proof->arena };
    text_add(&line, front);
    text_add(&line, path);
    text_add(&line, back);
    return text_view(&line);
}

/* The fault that was met says about `path` exactly what `back` goes on with. */
static inline void proof_fault(struct proof *proof, str path, str back)
{
    assert_non_null(proof->fault.pattern);
    cases_same(proof_words(proof->arena, &proof->fault),
               proof_joined(proof, S(""), path, back));
    proof->fault = (struct fault){ .arena = proof->arena };
}

/* How a child ended: its status as of waitpid(), and all it said. */
struct proof_end {
    int status;
    str words;
};

static inline void proof_child_runs(const int ends[2],
                                    void (*body)(const void *given),
                                    const void *given)
{
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    body(given);
    _exit(0);
}

/* Runs `body` in a child, with what it says on standard error. */
static inline struct proof_end proof_child(struct proof *proof,
                                           void (*body)(const void *given),
                                           const void *given)
{
    int ends[2];
    assert_int_equal(0, pipe(ends));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        proof_child_runs(ends, body, given);
    close(ends[1]);
    struct text words = { .arena = proof->arena };
    char bytes[512];
    for (ssize_t got; (got = read(ends[0], bytes, sizeof bytes)) > 0;)
        text_add(&words, (str){ bytes, (size_t)got });
    close(ends[0]);
    struct proof_end end = { .words = text_view(&words) };
    assert_int_equal(child, waitpid(child, &end.status, 0));
    return end;
}

static inline bool proof_ended_with(struct proof_end end, int status)
{
    return WIFEXITED(end.status) && WEXITSTATUS(end.status) == status;
}

#endif
