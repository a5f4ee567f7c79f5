/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "cases.h"
#include "effort.h"
#include "folder.h"
#include "killed.h"
#include "verbs/ran.h"

/* No verb makes fewer calls, unless nobody watches it. */
enum { MOST_WORDS = 32, LEAST_CALLS = 10 };

struct stage stage;

/* The program and whoever watches it take turns: on one processor that takes
 * half the time. Where it cannot be had it only takes longer. */
static void share_processor(void)
{
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET((size_t)sched_getcpu(), &one);
    sched_setaffinity(0, sizeof one, &one);
}

/* By its handle: the loader takes no name that has a blank in it. */
static void hold_quick(void)
{
    stage.quick = open(TESTS_QUICK, O_RDONLY);
    assert_true(stage.quick >= 0);
    snprintf(stage.preload, sizeof stage.preload, "LD_PRELOAD=/proc/self/fd/%d",
             stage.quick);
}

void stage_begin(void)
{
    share_processor();
    stage.arena = arena_make();
    stage.root = folder_make(stage.arena);
    stage.out = memfd_create("out", MFD_CLOEXEC);
    assert_true(stage.out >= 0);
    hold_quick();
}

void stage_end(void)
{
    ran_clear(stage.root);
    close(stage.quick);
    close(stage.out);
    keys_destroy(stage.secret);
    arena_destroy(stage.arena);
}

void stage_hold(const struct after *after, bool right, const char *promise)
{
    const char *why = after->fault.pattern;
    if (!right)
        fail_msg("%s, killed at call %ld%s: not true that %s (%s)",
                 after->scene->line, after->n, after->told ? ", told" : "",
                 promise, why ? why : "no fault");
}

str stage_path(struct arena *arena, const char *name)
{
    return file_join(arena, stage.root, text_of(name));
}

bool stage_has(struct arena *arena, const char *name)
{
    struct stat about;
    return stat(stage_path(arena, name).at, &about) == 0;
}

str stage_read(struct arena *arena, const char *name)
{
    return tree_read(arena, stage_path(arena, name));
}

/* Nothing beside the stores is another one, but what the verb writes. */
static void look_beside(const struct after *after, const struct tree *tree)
{
    for (int i = 0; i < tree->count; i++) {
        str path = tree->files[i].path;
        const char *written = after->scene->written;
        if (tree->files[i].is_folder ||
            text_find(path, S("/store")) < path.size ||
            (written && text_equal(path, text_of(written))))
            continue;
        stage_hold(after,
                   stage_has(after->arena, path.at) &&
                       text_equal(stage_read(after->arena, path.at),
                                  tree->files[i].bytes),
                   "a file that was there is as it was");
    }
}

/* ---- the program --------------------------------------------------------- */

/* Whether it can change a file, or is its end. What only flushes does not: who
 * comes next finds the same, as long as the machine goes on. */
static bool can_change(const struct __ptrace_syscall_info *call)
{
    static const long changing[] = {
        SYS_write,     SYS_pwrite64,
        SYS_writev,    SYS_pwritev,
        SYS_ftruncate, SYS_truncate,
        SYS_fallocate, SYS_renameat,
        SYS_renameat2, SYS_linkat,
        SYS_symlinkat, SYS_unlinkat,
        SYS_mkdirat,   SYS_copy_file_range,
        SYS_sendfile,  SYS_fchmod,
        SYS_fchmodat,  SYS_exit_group,
#ifdef SYS_rename
        SYS_rename,    SYS_link,
        SYS_symlink,   SYS_unlink,
        SYS_mkdir,     SYS_rmdir,
        SYS_chmod,
#endif
    };
    for (size_t i = 0; i < sizeof changing / sizeof *changing; i++)
        if ((long)call->entry.nr == changing[i])
            return true;
    return call->entry.nr == SYS_openat &&
           (call->entry.args[2] & (O_CREAT | O_TRUNC));
}

/* Whether it opens or makes something below the folder that it runs in: by a
 * path that is not empty and does not begin at the root. */
static bool names_ours(pid_t task, const struct __ptrace_syscall_info *call)
{
    uint64_t at = call->entry.args[1];
#ifdef SYS_mkdir
    if (call->entry.nr == SYS_mkdir)
        at = call->entry.args[0];
    else
#endif
        if (call->entry.nr != SYS_openat && call->entry.nr != SYS_mkdirat)
        return false;
    long word = ptrace(PTRACE_PEEKDATA, task, (void *)at, NULL);
    char first = (char)(word & 0xFF);
    return first && first != '/';
}

/* What is known of a run while it goes on. */
struct watch {
    const struct scene *scene;
    bool begun; /* it named something of ours */
    bool other; /* the next page is to be passed over */
};

static bool is_passed_over(struct watch *watch,
                           const struct __ptrace_syscall_info *call)
{
    if (!watch->scene->drafts || call->entry.nr != SYS_pwrite64)
        return false;
    watch->other = !watch->other;
    return !watch->other;
}

static bool counts(void *to, pid_t task,
                   const struct __ptrace_syscall_info *stop)
{
    struct watch *watch = to;
    if (stop->op != PTRACE_SYSCALL_INFO_ENTRY)
        return false;
    watch->begun = watch->begun || names_ours(task, stop);
    return watch->begun && (effort_is_whole() ||
                            (can_change(stop) && !is_passed_over(watch, stop)));
}

/* In the child: nothing comes in. */
static int become(void *line)
{
    char *const settings[] = { "HOME=/", stage.preload, "QUICK_STOPS=1", NULL };
    char *words[MOST_WORDS] = { "yoursay" };
    size_t count = 1;
    struct arena *arena = arena_make();
    str word;
    for (size_t at = 0; text_word(text_of(line), &at, &word);)
        words[count++] = (char *)(uintptr_t)text_copy(arena, word).at;
    int nothing = open("/dev/null", O_RDWR);
    if (chdir(stage.root.at) < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
        dup2(stage.out, STDOUT_FILENO) < 0 || dup2(nothing, STDERR_FILENO) < 0)
        return 99;
    execve(TESTS_PROGRAM, words, settings);
    return 97;
}

void stage_run(struct arena *arena, const char *line)
{
    struct text whole = { .arena = arena };
    text_add(&whole, text_of(stage.preload));
    text_add_char(&whole, ' ');
    text_add(&whole, text_of(line));
    struct ran ran = ran_program(arena, stage.root, text_view(&whole));
    if (ran.status != 0)
        fail_msg("%s: %.*s", line, TEXT_ARGS(ran.err));
}

/* ---- killing ------------------------------------------------------------- */

bool stage_kill_at(long n, const struct scene *scene, bool *said)
{
    struct stat about;
    struct watch watch = { .scene = scene };
    struct killed_choice choice = { .counts = counts,
                                    .to = &watch,
                                    .waits = true };
    assert_int_equal(ftruncate(stage.out, 0), 0);
    assert_int_equal(lseek(stage.out, 0, SEEK_SET), 0);
    int result = killed_at_chosen(n, become, (void *)(uintptr_t)scene->line,
                                  &choice);
    assert_int_equal(fstat(stage.out, &about), 0);
    *said = about.st_size > 0;
    if (result != KILLED && result != scene->status)
        fail_msg("%s: ended with %d", scene->line, result);
    return result == KILLED;
}

static bool kill_once(long n, const struct scene *scene,
                      const struct tree *tree, void (*check)(struct after *))
{
    struct after after = { .arena = arena_make(), .scene = scene, .n = n };
    after.fault.arena = after.arena;
    tree_lay(tree, stage.root);
    bool killed = stage_kill_at(n, scene, &after.told);
    stage_hold(&after, killed || after.told == (scene->status == 0),
               "it says that it has done something");
    stage_hold(&after, !after.told || scene->status == 0,
               "it says what it did");
    look_beside(&after, tree);
    check(&after);
    arena_destroy(after.arena);
    return killed;
}

void stage_kill(struct arena *arena, const struct scene *scene,
                void (*check)(struct after *))
{
    struct tree tree;
    long n = 1;
    tree_lay(&stage.start, stage.root);
    if (scene->before)
        scene->before(arena);
    tree_take(arena, stage.root, &tree);
    while (kill_once(n, scene, &tree, check))
        n++;
    assert_true(n > LEAST_CALLS);
    print_message("    killed at %ld calls\n", n - 1);
}
