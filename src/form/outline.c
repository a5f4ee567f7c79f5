/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/outline.h"

#include <assert.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/words.h"

enum { DEEPEST = 10, MOST_KEYS = 60, MOST_NODES = 20000 };

struct reader {
    struct arena *arena;
    struct faults *faults;
    yaml_parser_t parser;
    struct outline *open[DEEPEST]; /* the lists and maps around us */
    struct outline *last[DEEPEST]; /* the newest child of each */
    int children[DEEPEST];         /* how many each has */
    int depth;
    struct outline *key; /* in a map: read, and waiting for its value */
    struct outline *root;
    int nodes;
};

static struct text_place place(yaml_mark_t mark)
{
    return (struct text_place){ (int)mark.line + 1, (int)mark.column + 1 };
}

static bool refuse(struct reader *reader, struct text_place at,
                   const char *pattern)
{
    fault_append(reader->faults, at, pattern, NULL, 0);
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

/* More than any questionnaire has: a file of commas costs no more. */
static bool is_small(struct reader *reader, const struct outline *node)
{
    if (reader->nodes++ < MOST_NODES)
        return true;
    return refuse(reader, node->at,
                  TEXT_KEY("there is too much in this file; a questionnaire "
                           "never has so much"));
}

/* Hangs a node into the tree, under the key that waits for it in a map. */
static bool add(struct reader *reader, struct outline *node)
{
    struct outline *parent = around(reader);
    if (!is_small(reader, node))
        return false;
    if (parent && parent->kind == OUTLINE_MAP) {
        if (!reader->key) {
            reader->key = node;
            return true;
        }
        node->key = reader->key->text;
        node->key_at = reader->key->at;
        reader->key = NULL;
        if (reader->children[reader->depth - 1]++ == MOST_KEYS)
            return refuse(reader, node->key_at,
                          TEXT_KEY("there are too many keys below each other "
                                   "here; begin entries of a list with a "
                                   "dash"));
    } else if (parent) {
        node->key = parent->key; /* faults name an entry by its list */
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
    if (text.size > OUTLINE_LONGEST)
        return refuse(reader, place(event->start_mark),
                      TEXT_KEY("this text is too long for a questionnaire; "
                               "write less"));
    if (!text_check(text, &bad))
        return refuse(reader, place(event->start_mark),
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
        return refuse(reader, place(mark),
                      TEXT_KEY("this stands too deep inside other lists; a "
                               "questionnaire is never that deep"));
    if (parent && parent->kind == OUTLINE_MAP && !reader->key)
        return refuse(reader, place(mark),
                      TEXT_KEY("a key must be a single word; write a word, a "
                               "colon and the value"));
    struct outline *node = node_make(reader, kind, mark);
    if (!add(reader, node))
        return false;
    reader->open[reader->depth] = node;
    reader->last[reader->depth] = NULL;
    reader->children[reader->depth] = 0;
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
        return refuse(reader, place(event->start_mark),
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
        return refuse(reader, place(event->start_mark),
                      TEXT_KEY("a second document begins here; one file holds "
                               "one questionnaire"));
    default:
        return true;
    }
}

/* What libyaml finds wrong, and what to write instead. It says "found" where
 * the fault is and "did not find" where it gave up, often a line below. */
static const struct {
    const char *problem;
    const char *pattern;
} problems[] = {
    { .problem = "found character that cannot start any token",
      .pattern = TEXT_KEY("nothing can begin with this character; indent with "
                          "blanks, and put a text that begins so in double "
                          "quotes") },
    { .problem = "mapping values are not allowed in this context",
      .pattern = TEXT_KEY(
          "a colon stands where none is meant; put a text with "
          "a colon in double quotes, or mend the indentation") },
    { .problem = "could not find expected ':'",
      .pattern = TEXT_KEY("a key has no colon here or just above; write key, "
                          "colon, blank, value") },
    { .problem = "did not find expected key",
      .pattern = TEXT_KEY("a key is meant here; mend the indentation, and put "
                          "a text that begins with a quote or bracket in "
                          "double quotes") },
    { .problem = "did not find expected '-' indicator",
      .pattern = TEXT_KEY("the next entry of a list is meant here; begin it "
                          "with a dash below the others") },
    { .problem = "block sequence entries are not allowed in this context",
      .pattern = TEXT_KEY("a list cannot begin here; put its first dash on the "
                          "next line") },
    { .problem = "did not find expected ',' or ']'",
      .pattern = TEXT_KEY("a list in square brackets is not closed; write ]") },
    { .problem = "did not find expected ',' or '}'",
      .pattern = TEXT_KEY("a curly bracket is not closed; put a text that "
                          "begins with a slot in double quotes") },
    { .problem = "found unexpected end of stream",
      .pattern = TEXT_KEY("a quote is not closed before the end of the file; "
                          "close it") },
    { .problem = "found unknown escape character",
      .pattern = TEXT_KEY("a backslash means nothing here; leave it out or use "
                          "single quotes") },
    { .problem = "did not find expected <document start>",
      .pattern = TEXT_KEY("the file ends here for YAML; indent this line as "
                          "the lines above it") },
};

static bool refuse_yaml(struct reader *reader)
{
    yaml_mark_t mark = reader->parser.problem_mark;
    if (mark.line == 0 && mark.column == 0)
        mark = reader->parser.mark;
    str problem = text_of(reader->parser.problem);
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
        if (text_equal(problem, text_of(problems[i].problem)))
            return refuse(reader, place(mark), problems[i].pattern);
    return refuse(reader, place(mark),
                  TEXT_KEY("this is not YAML; compare the lines around it with "
                           "assets/README.md"));
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
    struct text_place at = text_place(content, bad);
    if (text_next(content, &bad) == TEXT_BROKEN)
        fault_add(faults, at,
                  "this character is not UTF-8 text; save the file as UTF-8");
    else
        fault_add(faults, at, "a control character stands here; take it out");
    return false;
}

struct outline *outline_read(struct arena *arena, str content,
                             struct faults *faults)
{
    struct reader reader = { .arena = arena, .faults = faults };
    content = text_unmarked(content);
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

str outline_text(const struct outline *map, const char *key)
{
    const struct outline *node = outline_get(map, key);
    return node && node->kind == OUTLINE_TEXT ? text_trim(node->text) : S("");
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
