/* libical: a strict grammar, and the restrictions of RFC 5545 and RFC 5546. Knows zones by the VTIMEZONE in the feed.
 *
 * Reads paths of feeds, a line each, and prints every occurrence as a line of JSON.
 */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4096 };

static void quoted(const char *name, const char *text) {
    printf("\"%s\":", name);
    if (!text) {
        printf("null");
        return;
    }
    putchar('"');
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (*at == '"' || *at == '\\') {
            printf("\\%c", *at);
        } else if (*at < 0x20) {
            printf("\\u%04x", *at);
        } else {
            putchar(*at);
        }
    }
    putchar('"');
}

static void fault(const char *path, const char *text) {
    putchar('{');
    quoted("feed", path);
    putchar(',');
    quoted("fault", text);
    puts("}");
}

static void utc(const char *name, time_t at) {
    struct tm parts;
    char text[32];
    gmtime_r(&at, &parts);
    strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &parts);
    quoted(name, text);
}

/* When a property says, by the zone that its own TZID names. icalcomponent_get_recurrenceid of 3.0.16 ignores TZID,
 * so everything is read this way. */
static struct icaltimetype when(icalcomponent *event, icalproperty_kind kind) {
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    return property ? icalproperty_get_datetime_with_component(property, event) : icaltime_null_time();
}

static time_t instant(struct icaltimetype time) {
    return icaltime_as_timet_with_zone(time, icaltime_get_timezone(time));
}

struct series {
    const char *path;
    icalcomponent *event;
    /* When occurrences start that are left out, or have an event of their own. */
    time_t gone[MOST];
    int count;
};

static void occurrence(const struct series *series, time_t start, time_t end) {
    icalcomponent *event = series->event;
    icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
    putchar('{');
    quoted("feed", series->path);
    putchar(',');
    quoted("uid", icalcomponent_get_uid(event));
    putchar(',');
    utc("start", start);
    putchar(',');
    utc("end", end);
    printf(",\"all_day\":%s,", when(event, ICAL_DTSTART_PROPERTY).is_date ? "true" : "false");
    quoted("summary", icalcomponent_get_summary(event));
    putchar(',');
    quoted("description", icalcomponent_get_description(event));
    putchar(',');
    quoted("location", icalcomponent_get_location(event));
    putchar(',');
    quoted("status", status ? icalproperty_status_to_string(icalproperty_get_status(status)) : NULL);
    printf(",\"sequence\":%d}\n", icalcomponent_get_sequence(event));
}

static void is_gone(struct series *series, icalproperty *property, icalcomponent *event) {
    if (series->count < MOST) {
        series->gone[series->count++] = instant(icalproperty_get_datetime_with_component(property, event));
    }
}

/* The occurrences that are left out, and those of the same UID that have an event of their own. */
static void find_gone(icalcomponent *calendar, struct series *series) {
    icalcomponent *event = series->event;
    icalproperty *left_out = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
    for (; left_out; left_out = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
        is_gone(series, left_out, event);
    }
    icalcompiter each = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; icalcompiter_deref(&each); icalcompiter_next(&each)) {
        icalcomponent *other = icalcompiter_deref(&each);
        icalproperty *replaced = icalcomponent_get_first_property(other, ICAL_RECURRENCEID_PROPERTY);
        if (replaced && strcmp(icalcomponent_get_uid(other), icalcomponent_get_uid(event)) == 0) {
            is_gone(series, replaced, other);
        }
    }
}

/* Every occurrence by the wall clock, and only then by its zone. icalcomponent_foreach_recurrence of 3.0.16 does both
 * at once, and is an hour late after its way through the months has come by a day on which the clocks jump over the
 * hour: every third month from 11 March 2028 at 2:40 in Halifax, it makes 3:40 of 10 March 2029, since there is no
 * 2:40 on the 11th. */
static void repeated(const struct series *series, struct icalrecurrencetype rule) {
    struct icaltimetype start = when(series->event, ICAL_DTSTART_PROPERTY);
    const icaltimezone *zone = icaltime_get_timezone(start);
    icalproperty *length = icalcomponent_get_first_property(series->event, ICAL_DURATION_PROPERTY);
    time_t lasts = length ? icaldurationtype_as_int(icalproperty_get_duration(length))
                          : instant(when(series->event, ICAL_DTEND_PROPERTY)) - instant(start);
    if (!icaltime_is_null_time(rule.until)) {
        rule.until = icaltime_convert_to_zone(rule.until, (icaltimezone *)zone);
        rule.until.zone = NULL;
    }
    start.zone = NULL;
    icalrecur_iterator *each = icalrecur_iterator_new(rule, start);
    struct icaltimetype next = icalrecur_iterator_next(each);
    for (; !icaltime_is_null_time(next) && next.year < 2036; next = icalrecur_iterator_next(each)) {
        time_t at = instant(icaltime_set_timezone(&next, zone));
        int gone = 0;
        for (int place = 0; place < series->count; place++) {
            gone |= series->gone[place] == at;
        }
        if (!gone) {
            occurrence(series, at, at + lasts);
        }
        next.zone = NULL;
    }
    icalrecur_iterator_free(each);
}

static void read_event(const char *path, icalcomponent *calendar, icalcomponent *event) {
    struct series series = {.path = path, .event = event, .count = 0};
    struct icaltimetype start = when(event, ICAL_DTSTART_PROPERTY);
    if (!icaltime_is_utc(start) && !icaltime_get_timezone(start)) {
        fault(path, "a time floats");
    }
    icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    if (rule) {
        find_gone(calendar, &series);
        repeated(&series, icalproperty_get_rrule(rule));
    } else {
        occurrence(&series, instant(start), instant(when(event, ICAL_DTEND_PROPERTY)));
    }
}

/* What the parser and the restriction check wrote into the components. */
static void tell_errors(const char *path, icalcomponent *component) {
    icalproperty *error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
    for (; error; error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
        fault(path, icalproperty_get_xlicerror(error));
    }
    icalcomponent *part = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
    for (; part; part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) {
        tell_errors(path, part);
    }
}

static char *content(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        return NULL;
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    size = fread(text, 1, size, file);
    text[size] = 0;
    fclose(file);
    return text;
}

int main(void) {
    static char path[8192];
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        char *text = content(path);
        icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
        free(text);
        if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
            fault(path, "is no calendar");
            continue;
        }
        icalrestriction_check(calendar);
        tell_errors(path, calendar);
        icalcompiter each = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
        for (; icalcompiter_deref(&each); icalcompiter_next(&each)) {
            read_event(path, calendar, icalcompiter_deref(&each));
        }
        icalcomponent_free(calendar);
    }
    return 0;
}
