/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A questionnaire file as it is written: XLSForm's sheets with their cells as
 * terminated texts, before any name, number or switch in it was understood.
 * What the file leaves out is NULL, zero or an empty list. Only the loader
 * makes sheets and only the linker reads them.
 */
#ifndef FORM_SHEET_H
#define FORM_SHEET_H

struct sheet_plural {
    char *one;
    char *other;
};

struct sheet_settings {
    char *form_id;
    char *form_title;
    char *version;
    char *address;
    char *who;
    char *image;
    struct sheet_plural opening;
};

struct sheet_group {
    char *name;
    char *members;
    struct sheet_plural count;
};

struct sheet_option {
    char *name;
    char *label;
    char *image;
    char *listed_as;
    char *outside_base;
    char *exclusive;
};

struct sheet_list {
    char *list_name;
    struct sheet_option *options;
    unsigned option_count;
};

struct sheet_finding {
    char **of;
    unsigned of_count;
    char *from;
    char *to;
    char *say;
    char *then;
    char *group;
    char **with;
    unsigned with_count;
    char *bullet;
    char *optional;
    char *passed;
};

struct sheet_question {
    char *type;
    char *name;
    char *label;
    char *another_way;
    char *hint;
    char *image;
    char *appearance;
    char *relevant;
    char *parameters;
    char *sensitive;
    char *note;
    char *group;
    struct sheet_finding *findings;
    unsigned finding_count;
};

struct sheet {
    struct sheet_settings settings;
    struct sheet_group *groups;
    unsigned group_count;
    struct sheet_list *lists;
    unsigned list_count;
    struct sheet_question *questions;
    unsigned question_count;
};

#endif
