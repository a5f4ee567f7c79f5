/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/outline.h"

#include <assert.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/words.h"

enum { DEEPEST = 10 };

struct reader {
    struct arena *arena;
    struct faults *faults;
    yaml_parser_t parser;
    struct outline *open[DEEPEST]; /* the lists and maps around us */
    struct outline *last[DEEPEST]; /* the newest child of each */
    int depth;
    struct outline *key; /* in a map: read, and waiting for its value */
    struct outline *root;
};

static struct text_place place(yaml_mark_t mark)
{
    return (struct text_place){ (int)mark.line + 1, (int)mark.column + 1 };
}

static bool refuse(struct reader *reader, yaml_mark_t mark, const char *pattern)
{
    fault_append(reader->faults, place(mark), pattern, NULL, 0);
    return false;
}

/* The innermost list or map that is open; NULL outside of all. */
static struct outline *around(struct reader *reader)
{
    return reader->depth ? reader->open[reader->depth - 1] : NULL;
}

static void hang(struct reader *reader, struct outline *node)
{
    struct outline *parent = around(reader);
    if (!parent) {
        reader->root = node;
        return;
    }
    struct outline **last = &reader->last[reader->depth - 1];
    if (*last)
        (*last)->next = node;
    else
        parent->first = node;
    *last = node;
}

/* Hangs a node into the tree, under the key that waits for it in a map. */
static bool add(struct reader *reader, struct outline *node)
{
    struct outline *parent = around(reader);
    if (parent && parent->kind == OUTLINE_MAP) {
        if (!reader->key) {
            reader->key = node;
            return true;
        }
        node->key = reader->key->text;
        node->key_at = reader->key->at;
        reader->key = NULL;
    }
    hang(reader, node);
    return true;
}

static struct outline *node_make(struct reader *reader, enum outline_kind kind,
                                 yaml_mark_t mark)
{
    struct outline *node = arena_new(reader->arena, struct outline);
    node->kind = kind;
    node->at = place(mark);
    node->text_at = node->at;
    return node;
}

static bool read_text(struct reader *reader, const yaml_event_t *event)
{
    str text = { (const char *)event->data.scalar.value,
                 event->data.scalar.length };
    struct outline *node = node_make(reader, OUTLINE_TEXT, event->start_mark);
    size_t bad;
    if (!text_check(text, &bad))
        return refuse(reader, event->start_mark,
                      TEXT_KEY("this text holds a control character; take "
                               "it out"));
    node->text = text_copy(reader->arena, words_compose(reader->arena, text));
    node->text_at.column += event->data.scalar.style ==
                                YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                            event->data.scalar.style ==
                                YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    return add(reader, node);
}

static bool enter(struct reader *reader, enum outline_kind kind,
                  yaml_mark_t mark)
{
    struct outline *parent = around(reader);
    if (reader->depth == DEEPEST)
        return refuse(reader, mark,
                      TEXT_KEY("this stands too deep inside other lists; a "
                               "questionnaire is never that deep"));
    if (parent && parent->kind == OUTLINE_MAP && !reader->key)
        return refuse(reader, mark,
                      TEXT_KEY("a key must be a single word; write a word, a "
                               "colon and the value"));
    struct outline *node = node_make(reader, kind, mark);
    add(reader, node);
    reader->open[reader->depth] = node;
    reader->last[reader->depth] = NULL;
    reader->depth++;
    return true;
}

static bool has_anchor_or_tag(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor || event->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor ||
               event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor ||
               event->data.mapping_start.tag;
    default:
        return event->type == YAML_ALIAS_EVENT;
    }
}

static bool read_event(struct reader *reader, const yaml_event_t *event)
{
    if (has_anchor_or_tag(event))
        return refuse(reader, event->start_mark,
                      TEXT_KEY("anchors, aliases and tags (&, *, !) are not "
                               "used here; write the text out"));
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_text(reader, event);
    case YAML_SEQUENCE_START_EVENT:
        return enter(reader, OUTLINE_LIST, event->start_mark);
    case YAML_MAPPING_START_EVENT:
        return enter(reader, OUTLINE_MAP, event->start_mark);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        reader->depth--;
        return true;
    case YAML_DOCUMENT_START_EVENT:
        if (!reader->root)
            return true;
        return refuse(reader, event->start_mark,
                      TEXT_KEY("a second document begins here; one file holds "
                               "one questionnaire"));
    default:
        return true;
    }
}

/* What libyaml found wrong, in its own words. */
static bool refuse_yaml(struct reader *reader)
{
    yaml_mark_t mark = reader->parser.problem_mark;
    if (mark.line == 0 && mark.column == 0)
        mark = reader->parser.mark;
    fault_add(
        reader->faults, place(mark),
        "this is not YAML (libyaml: {why}); compare the lines around it with "
        "assets/README.md",
        SLOT("why", text_of(reader->parser.problem)));
    return false;
}

static bool read_events(struct reader *reader)
{
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&reader->parser, &event))
            return refuse_yaml(reader);
        more = event.type != YAML_STREAM_END_EVENT;
        bool fine = read_event(reader, &event);
        yaml_event_delete(&event);
        if (!fine)
            return false;
    }
    if (reader->root)
        return true;
    fault_add(reader->faults, ((struct text_place){ 1, 1 }),
              "nothing is written here; begin as assets/README.md shows");
    return false;
}

static bool check_door(str content, struct faults *faults)
{
    size_t bad = 0;
    if (content.size > OUTLINE_LIMIT) {
        fault_add(faults, ((struct text_place){ 1, 1 }),
                  "this file is longer than {limit} bytes; a questionnaire "
                  "never is",
                  COUNT("limit", OUTLINE_LIMIT));
        return false;
    }
    if (text_check(content, &bad))
        return true;
    fault_add(faults, text_place(content, bad),
              "this character is not UTF-8 text; save the file as UTF-8");
    return false;
}

struct outline *outline_read(struct arena *arena, str content,
                             struct faults *faults)
{
    struct reader reader = { .arena = arena, .faults = faults };
    if (!check_door(content, faults))
        return NULL;
    if (!yaml_parser_initialize(&reader.parser)) {
        fault_add(faults, ((struct text_place){ 0, 0 }),
                  "no memory is left to read this file");
        return NULL;
    }
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &reader.parser, (const unsigned char *)content.at, content.size);
    bool fine = read_events(&reader);
    yaml_parser_delete(&reader.parser);
    return fine ? reader.root : NULL;
}

const struct outline *outline_get(const struct outline *map, const char *key)
{
    if (!map || map->kind != OUTLINE_MAP)
        return NULL;
    for (const struct outline *node = map->first; node; node = node->next)
        if (text_equal(node->key, text_of(key)))
            return node;
    return NULL;
}

const struct outline *outline_item(const struct outline *list, size_t at)
{
    if (!list || list->kind != OUTLINE_LIST)
        return NULL;
    const struct outline *node = list->first;
    while (node && at--)
        node = node->next;
    return node;
}

struct text_place outline_place(const struct outline *map, const char *key)
{
    const struct outline *node = outline_get(map, key);
    if (node)
        return node->at;
    return map ? map->at : (struct text_place){ 0, 0 };
}
