/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/envelope.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

bool envelope_address(struct envelope *envelope, str label, struct fault *fault)
{
    assert(label.size > 0 && label.at[0]);
    memset(envelope->label, 0, ENVELOPE_LABEL);
    if (label.size > ENVELOPE_LABEL)
        return fault_set(fault,
                         "the name of the questionnaire {name} is longer than "
                         "{limit} bytes; make it shorter",
                         SLOT("name", label), COUNT("limit", ENVELOPE_LABEL));
    memcpy(envelope->label, label.at, label.size);
    return true;
}

str envelope_label(const struct envelope *envelope)
{
    const char *label = (const char *)envelope->label;
    return (str){ label, strnlen(label, ENVELOPE_LABEL) };
}

bool envelope_is_sound(const struct envelope *envelope)
{
    size_t bad;
    str label = envelope_label(envelope);
    for (size_t i = 0; i < ENVELOPE_LABEL; i++)
        if (i < label.size ? envelope->label[i] < ' ' : envelope->label[i] != 0)
            return false;
    return label.size > 0 && text_check(label, &bad);
}

bool envelope_is_empty(const struct envelope *envelope)
{
    return envelope->label[0] == 0;
}

bool envelope_clear(struct envelope *envelope, const unsigned char *public_key,
                    struct fault *fault)
{
    memset(envelope->label, 0, ENVELOPE_LABEL);
    return seal_dummy(public_key, &envelope->sealed, fault);
}

void envelope_hash(const struct envelope *envelope,
                   unsigned char hash[ENVELOPE_HASH])
{
    crypto_generichash(hash, ENVELOPE_HASH, (const unsigned char *)envelope,
                       ENVELOPE_SIZE, NULL, 0);
}
