/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/load.h"

#include <assert.h>
#include <cyaml/cyaml.h>
#include <string.h>

#include "base/arena.h"

/* ---- the schema ---------------------------------------------------------- */

/* For libcyaml every field is an optional text. What must not be left out
 * stands in the table of maps below, and numbers and switches are read by the
 * linker, so that each slip is a fault among others and none hides the rest. */
enum { MAY = CYAML_FLAG_OPTIONAL, LIST = MAY | CYAML_FLAG_POINTER };

#define TEXT_FIELD(name, type, member)                                         \
    CYAML_FIELD_STRING_PTR(name, LIST, type, member, 0, OUTLINE_LIMIT)
#define LIST_FIELD(name, type, member, count, entry)                           \
    CYAML_FIELD_SEQUENCE_COUNT(name, LIST, type, member, count, entry, 0,      \
                               CYAML_UNLIMITED)

static const cyaml_schema_value_t text_entry = { CYAML_VALUE_STRING(
    CYAML_FLAG_POINTER, char *, 0, OUTLINE_LIMIT) };

static const cyaml_schema_field_t plural_fields[] = {
    TEXT_FIELD("one", struct sheet_plural, one),
    TEXT_FIELD("other", struct sheet_plural, other), CYAML_FIELD_END
};

static const cyaml_schema_field_t settings_fields[] = {
    TEXT_FIELD("form_id", struct sheet_settings, form_id),
    TEXT_FIELD("form_title", struct sheet_settings, form_title),
    TEXT_FIELD("version", struct sheet_settings, version),
    TEXT_FIELD("address", struct sheet_settings, address),
    TEXT_FIELD("who", struct sheet_settings, who),
    TEXT_FIELD("image", struct sheet_settings, image),
    CYAML_FIELD_MAPPING("opening", MAY, struct sheet_settings, opening,
                        plural_fields),
    CYAML_FIELD_END
};

static const cyaml_schema_field_t group_fields[] = {
    TEXT_FIELD("name", struct sheet_group, name),
    TEXT_FIELD("members", struct sheet_group, members),
    CYAML_FIELD_MAPPING("count", MAY, struct sheet_group, count, plural_fields),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t group_entry = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct sheet_group, group_fields) };

static const cyaml_schema_field_t option_fields[] = {
    TEXT_FIELD("name", struct sheet_option, name),
    TEXT_FIELD("label", struct sheet_option, label),
    TEXT_FIELD("image", struct sheet_option, image),
    TEXT_FIELD("listed_as", struct sheet_option, listed_as),
    TEXT_FIELD("outside_base", struct sheet_option, outside_base),
    TEXT_FIELD("exclusive", struct sheet_option, exclusive),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t option_entry = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct sheet_option, option_fields) };

static const cyaml_schema_field_t list_fields[] = {
    TEXT_FIELD("list_name", struct sheet_list, list_name),
    LIST_FIELD("options", struct sheet_list, options, option_count,
               &option_entry),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t list_entry = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct sheet_list, list_fields) };

static const cyaml_schema_field_t finding_fields[] = {
    LIST_FIELD("of", struct sheet_finding, of, of_count, &text_entry),
    TEXT_FIELD("from", struct sheet_finding, from),
    TEXT_FIELD("to", struct sheet_finding, to),
    TEXT_FIELD("say", struct sheet_finding, say),
    TEXT_FIELD("then", struct sheet_finding, then),
    TEXT_FIELD("group", struct sheet_finding, group),
    LIST_FIELD("with", struct sheet_finding, with, with_count, &text_entry),
    TEXT_FIELD("bullet", struct sheet_finding, bullet),
    TEXT_FIELD("optional", struct sheet_finding, optional),
    TEXT_FIELD("passed", struct sheet_finding, passed),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t finding_entry = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct sheet_finding, finding_fields) };

static const cyaml_schema_field_t question_fields[] = {
    TEXT_FIELD("type", struct sheet_question, type),
    TEXT_FIELD("name", struct sheet_question, name),
    TEXT_FIELD("label", struct sheet_question, label),
    TEXT_FIELD("another_way", struct sheet_question, another_way),
    TEXT_FIELD("hint", struct sheet_question, hint),
    TEXT_FIELD("image", struct sheet_question, image),
    TEXT_FIELD("appearance", struct sheet_question, appearance),
    TEXT_FIELD("relevant", struct sheet_question, relevant),
    TEXT_FIELD("parameters", struct sheet_question, parameters),
    TEXT_FIELD("sensitive", struct sheet_question, sensitive),
    TEXT_FIELD("note", struct sheet_question, note),
    TEXT_FIELD("group", struct sheet_question, group),
    LIST_FIELD("findings", struct sheet_question, findings, finding_count,
               &finding_entry),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t question_entry = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct sheet_question, question_fields) };

static const cyaml_schema_field_t sheet_fields[] = {
    CYAML_FIELD_MAPPING("settings", MAY, struct sheet, settings,
                        settings_fields),
    LIST_FIELD("groups", struct sheet, groups, group_count, &group_entry),
    LIST_FIELD("choices", struct sheet, lists, list_count, &list_entry),
    LIST_FIELD("survey", struct sheet, questions, question_count,
               &question_entry),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t sheet_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct sheet, sheet_fields) };

/* What each map of the file is called, and what it must hold. */
static const struct map {
    const cyaml_schema_field_t *fields;
    const char *what;
    const char *needs[8];
} maps[] = {
    { .fields = sheet_fields,
      .what = TEXT_KEY("the questionnaire"),
      .needs = { "settings", "groups", "survey" } },
    { .fields = settings_fields,
      .what = TEXT_KEY("settings"),
      .needs = { "form_id", "form_title", "version", "address", "who", "image",
                 "opening" } },
    { .fields = plural_fields,
      .what = TEXT_KEY("a text with a number"),
      .needs = { "one", "other" } },
    { .fields = group_fields,
      .what = TEXT_KEY("a group"),
      .needs = { "name", "members", "count" } },
    { .fields = list_fields,
      .what = TEXT_KEY("a choice list"),
      .needs = { "list_name", "options" } },
    { .fields = option_fields,
      .what = TEXT_KEY("a choice"),
      .needs = { "name", "label", "image" } },
    { .fields = question_fields,
      .what = TEXT_KEY("a question"),
      .needs = { "type", "name", "label", "image" } },
    { .fields = finding_fields,
      .what = TEXT_KEY("a finding"),
      .needs = { "say" } },
};

/* ---- the schema against the outline -------------------------------------- */

struct check {
    struct faults *faults;
    bool broken; /* nothing that libcyaml could load */
};

static void check_value(struct check *check, const cyaml_schema_value_t *schema,
                        const struct outline *node);

static void breaks(struct check *check, const struct outline *node,
                   const char *pattern)
{
    check->broken = true;
    fault_add(check->faults, node->at, pattern, SLOT("key", node->key),
              SLOT("found", node->text));
}

static const cyaml_schema_field_t *find_field(
    const cyaml_schema_field_t *fields, str key)
{
    for (; fields->key; fields++)
        if (text_equal(key, text_of(fields->key)))
            return fields;
    return NULL;
}

/* "a, b, c" */
static str list_keys(struct arena *arena, const cyaml_schema_field_t *fields)
{
    struct text keys = { .arena = arena };
    for (; fields->key; fields++) {
        if (keys.size)
            text_add(&keys, S(", "));
        text_add(&keys, text_of(fields->key));
    }
    return text_view(&keys);
}

static const struct map *find_map(const cyaml_schema_field_t *fields)
{
    const struct map *map = maps;
    while (map->fields != fields)
        map++;
    assert(map < maps + sizeof maps / sizeof *maps);
    return map;
}

static bool is_repeated(const struct outline *map, const struct outline *node)
{
    for (const struct outline *before = map->first; before != node;
         before = before->next)
        if (text_equal(before->key, node->key))
            return true;
    return false;
}

static void check_key(struct check *check, const cyaml_schema_field_t *fields,
                      const struct outline *map, const struct outline *node)
{
    const cyaml_schema_field_t *field = find_field(fields, node->key);
    if (!field) {
        str known = list_keys(check->faults->arena, fields);
        fault_add(check->faults, node->key_at,
                  "{key} is not known here; write one of: {keys}",
                  SLOT("key", node->key), SLOT("keys", known));
    } else if (is_repeated(map, node)) {
        check->broken = true;
        fault_add(check->faults, node->key_at,
                  "{key} stands here twice; leave one out",
                  SLOT("key", node->key));
    } else {
        check_value(check, &field->value, node);
    }
}

static void check_needs(struct check *check, const struct map *kind,
                        const struct outline *map)
{
    for (const char *const *need = kind->needs; *need; need++)
        if (!outline_get(map, *need))
            fault_add(check->faults, map->at,
                      "{what} has no {key} here; add it",
                      SLOT_KEY("what", text_of(kind->what)),
                      SLOT("key", text_of(*need)));
}

static void check_map(struct check *check, const cyaml_schema_field_t *fields,
                      const struct outline *map)
{
    if (map->kind != OUTLINE_MAP) {
        breaks(check, map,
               TEXT_KEY("keys with their values are meant here; write them "
                        "below each other, each as key: value"));
        return;
    }
    for (const struct outline *node = map->first; node; node = node->next)
        check_key(check, fields, map, node);
    check_needs(check, find_map(fields), map);
}

static void check_list(struct check *check, const cyaml_schema_value_t *entry,
                       const struct outline *list)
{
    if (list->kind != OUTLINE_LIST) {
        breaks(check, list,
               TEXT_KEY("{key} is a list; begin each of its entries with a "
                        "dash"));
        return;
    }
    for (const struct outline *node = list->first; node; node = node->next)
        check_value(check, entry, node);
}

static void check_text(struct check *check, const struct outline *node)
{
    if (node->kind != OUTLINE_TEXT)
        breaks(check, node,
               TEXT_KEY("{key} is a single text; write it on the line of its "
                        "key"));
    else if (text_trim(node->text).size == 0)
        fault_add(check->faults, node->at,
                  "{key} is empty; write something or leave the key out",
                  SLOT("key", node->key));
}

static void check_value(struct check *check, const cyaml_schema_value_t *schema,
                        const struct outline *node)
{
    switch (schema->type) {
    case CYAML_MAPPING:
        check_map(check, schema->mapping.fields, node);
        break;
    case CYAML_SEQUENCE:
        check_list(check, schema->sequence.entry, node);
        break;
    default:
        assert(schema->type == CYAML_STRING);
        check_text(check, node);
        break;
    }
}

/* ---- loading ------------------------------------------------------------- */

/* libcyaml's memory comes from the arena. Each piece has its room in front and
 * doubles when it grows, because libcyaml lets a list grow by one at a time
 * and an arena takes nothing back. */
static void *arena_memory(void *context, void *old, size_t size)
{
    const size_t front = _Alignof(max_align_t);
    size_t room = 0;
    if (size == 0)
        return NULL;
    if (old)
        memcpy(&room, (char *)old - front, sizeof room);
    if (size <= room)
        return old;
    size_t wanted = size > room * 2 ? size : room * 2;
    char *piece = arena_take(context, front + wanted);
    memcpy(piece, &wanted, sizeof wanted);
    if (room > 0)
        memcpy(piece + front, old, room);
    return piece + front;
}

struct sheet *load_sheet(struct arena *arena, str content,
                         const struct outline *root, struct faults *faults)
{
    struct check check = { .faults = faults };
    check_value(&check, &sheet_schema, root);
    if (check.broken)
        return NULL;
    const cyaml_config_t config = {
        .mem_fn = arena_memory,
        .mem_ctx = arena,
        .log_level = CYAML_LOG_ERROR,
        .flags = CYAML_CFG_IGNORE_UNKNOWN_KEYS | CYAML_CFG_NO_ALIAS,
    };
    cyaml_data_t *sheet = NULL;
    cyaml_err_t error = cyaml_load_data((const uint8_t *)content.at,
                                        content.size, &config, &sheet_schema,
                                        &sheet, NULL);
    if (error == CYAML_OK)
        return sheet;
    fault_add(faults, root->at,
              "this file cannot be loaded ({why}); compare it with "
              "assets/README.md",
              SLOT("why", text_of(cyaml_strerror(error))));
    return NULL;
}
