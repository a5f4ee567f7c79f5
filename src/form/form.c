/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/form.h"

#include "base/words.h"

int form_question(const struct form *form, str name)
{
    for (int i = 0; i < form->question_count; i++)
        if (text_equal(form->questions[i].name, name))
            return i;
    return -1;
}

int form_choice(const struct form_question *question, str name)
{
    for (int i = 0; i < question->choice_count; i++)
        if (text_equal(question->choices[i].name, name))
            return i;
    if (text_equal(name, FORM_NAME_DONT_KNOW))
        return FORM_DONT_KNOW;
    return text_equal(name, FORM_NAME_NOT_SAY) ? FORM_NOT_SAY : FORM_BLANK;
}

int form_group(const struct form *form, str name)
{
    for (int i = 0; i < form->group_count; i++)
        if (text_equal(form->groups[i].name, name))
            return i;
    return -1;
}

str form_say(const struct words *words, const struct form_phrase *phrase)
{
    return words_in(words, phrase->context, phrase->english);
}

str form_count(const struct words *words, const struct form_phrase *phrase,
               long n)
{
    return words_count(words, phrase->context, phrase->english, phrase->other,
                       n);
}
