/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/template.h"

#include <assert.h>

/* What a translator is told of each role. */
static const char *const told[] = {
    [FORM_ROLE_TITLE] = "Heading of the questionnaire and of its part of the "
                        "report.",
    [FORM_ROLE_WHO] = "Button: the person says with it who they are.",
    [FORM_ROLE_OPENING] = "Report: the first sentence, without its full stop.",
    [FORM_ROLE_MEMBERS] = "Report: the people of a group, as they stand after "
                          "“all the”, “o’r”.",
    [FORM_ROLE_COUNT] = "Report: a number of these people.",
    [FORM_ROLE_LABEL] = "Question, at most 15 words.",
    [FORM_ROLE_HINT] = "A line under the question, at most 15 words.",
    [FORM_ROLE_ANOTHER_WAY] = "The question in other words, at most 15.",
    [FORM_ROLE_CHOICE] = "Answer to the question",
    [FORM_ROLE_LISTED] = "Report: the answer as it stands in a list.",
    [FORM_ROLE_FINDING] = "Report: a finding, without its full stop.",
    [FORM_ROLE_NONE] = "Report: the same finding where {who} is nobody; "
                       "negate the verb if the language does.",
    [FORM_ROLE_THEN] = "Report: the finding where it follows another one in "
                       "the same sentence.",
    [FORM_ROLE_PASSED] = "Report: told if comments were passed on.",
};
static_assert(sizeof told / sizeof *told == FORM_ROLES,
              "a note for every role");

static void add_escaped(struct text *out, str text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        if (c == '"' || c == '\\')
            text_add_char(out, '\\');
        if (c == '\n')
            text_add(out, S("\\n"));
        else
            text_add_char(out, c);
    }
}

static void add_line(struct text *out, const char *key, str text)
{
    text_add(out, text_of(key));
    text_add(out, S(" \""));
    add_escaped(out, text);
    text_add(out, S("\"\n"));
}

/* "#. …", one line for each line of the note. */
static void add_note(struct text *out, str note)
{
    str line;
    while (note.size > 0 && text_cut(&note, '\n', &line)) {
        text_add(out, S("#. "));
        text_add(out, line);
        text_add_char(out, '\n');
    }
}

static void add_notes(struct text *out, const struct form *form,
                      const struct form_phrase *phrase)
{
    text_add(out, S("#. "));
    text_add(out, text_of(told[phrase->role]));
    if (phrase->role == FORM_ROLE_CHOICE) {
        text_add(out, S(" “"));
        text_add(out, form->questions[phrase->question].label->english);
        text_add(out, S("”"));
    }
    text_add_char(out, '\n');
    add_note(out, phrase->note);
}

static void add_place(struct text *out, const struct form *form,
                      const struct form_phrase *phrase)
{
    text_add(out, S("#: "));
    text_add(out, form->file);
    text_add_char(out, ':');
    text_add_number(out, phrase->at.line);
    text_add_char(out, '\n');
}

static void add_phrase(struct text *out, const struct form *form,
                       const struct form_phrase *phrase)
{
    add_notes(out, form, phrase);
    add_place(out, form, phrase);
    add_line(out, "msgctxt", phrase->context);
    add_line(out, "msgid", phrase->english);
    if (phrase->other.size > 0) {
        add_line(out, "msgid_plural", phrase->other);
        add_line(out, "msgstr[0]", S(""));
        add_line(out, "msgstr[1]", S(""));
    } else {
        add_line(out, "msgstr", S(""));
    }
    text_add_char(out, '\n');
}

static bool is_repeated(const struct form *form,
                        const struct form_phrase *phrase)
{
    for (const struct form_phrase *before = form->phrases; before != phrase;
         before = before->next)
        if (text_equal(before->context, phrase->context) &&
            text_equal(before->english, phrase->english))
            return true;
    return false;
}

void template_begin(struct text *out)
{
    text_add(out, S("msgid \"\"\nmsgstr \"\"\n"
                    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"));
}

void template_add(struct text *out, const struct form *form)
{
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next)
        if (phrase->english.size > 0 && !is_repeated(form, phrase))
            add_phrase(out, form, phrase);
}
