/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_form.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "form/template.h"
#include "verbs/library.h"

/* What was asked for. */
struct writing {
    struct call *call;
    const char *as;  /* as it was written */
    int format;      /* its place in the table */
    const char *out; /* NULL: standard output */
    struct text text;
};

/* The forms that a questionnaire can be written in. */
static const struct {
    const char *name;
    void (*begin)(struct text *out);
    void (*add)(struct text *out, const struct form *form);
} formats[] = {
    { .name = "pot", .begin = template_begin, .add = template_add },
};
enum { FORMATS = sizeof formats / sizeof *formats };

static int find_format(const char *name)
{
    for (int i = 0; i < FORMATS; i++)
        if (!strcmp(formats[i].name, name))
            return i;
    return -1;
}

static enum call_result read_arguments(struct writing *writing)
{
    struct call *call = writing->call;
    const struct call_taken options[] = {
        { .name = "--as", .value = &writing->as },
        { .name = "--out", .value = &writing->out },
    };
    enum call_result result = call_take(call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (call->count == 1)
        return call_misses(call, "NAME");
    if (!writing->as)
        return call_misses(call, "--as");
    writing->format = find_format(writing->as);
    if (writing->format < 0)
        return call_misuse(call, writing->as);
    return CALL_DONE;
}

static void add_form(struct writing *writing, str name, struct faults *faults)
{
    struct call *call = writing->call;
    struct fault fault = { .arena = call->arena };
    str file;
    if (!library_file(call, name, &file, &fault)) {
        faults->file = S("");
        fault_adopt(faults, &fault);
        return;
    }
    struct form *form = library_form(call->arena, file, faults);
    if (form)
        formats[writing->format].add(&writing->text, form);
}

static bool add_forms(struct writing *writing, struct faults *faults)
{
    formats[writing->format].begin(&writing->text);
    for (int at = 1; at < writing->call->count; at++)
        add_form(writing, text_of(writing->call->arguments[at]), faults);
    return faults->count == 0;
}

static enum call_result put_out(struct writing *writing)
{
    struct call *call = writing->call;
    struct fault fault = { .arena = call->arena };
    str whole = text_view(&writing->text);
    if (!writing->out) {
        fwrite(whole.at, 1, whole.size, stdout);
        return CALL_DONE;
    }
    if (!file_write_whole(text_of(writing->out), whole, &fault))
        return call_refuse(call, &fault);
    return CALL_DONE;
}

enum call_result verb_form(struct call *call)
{
    struct writing writing = { .call = call, .text = { .arena = call->arena } };
    struct faults faults = { .arena = call->arena };
    enum call_result result = read_arguments(&writing);
    if (result != CALL_DONE)
        return result;
    if (add_forms(&writing, &faults))
        return put_out(&writing);
    fault_sort(&faults);
    call_faults(call, stderr, &faults);
    return CALL_REFUSED;
}
