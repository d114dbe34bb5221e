/* SPDX-License-Identifier: MIT */
/* Purpose: Where anybody may have stored another function, a call through the pointer keeps its arguments. */
/* Options: -fplugin-arg-goro-m */
#include <stdint.h>
#include <string.h>
typedef void visit (int *);
struct step { visit *call; void *data; };
union both { visit *call; long number; char bytes[8]; };
int *sink, count;
extern void unseen (void *);
extern void unseen_step (struct step *);
extern struct step *table_of_others (void);

static void look (int *p) { count += *p; } /* { dg-note "'p' does not escape" } */
static void look_twice (int *p) { count += 2 * *p; } /* { dg-note "'p' does not escape" } */
visit *public_variable = look;
struct step public_table[] = { { look, 0 } };
extern const struct step of_others;
static visit *volatile changing = look;
static visit *address_taken = look, *written_by_others = look, *numbered = look, *aliased = look;
extern visit *other_name __attribute__ ((alias ("aliased")));
static _Thread_local visit *of_thread = look;
static union both united = { look };
static struct step listed[2] = { { look, 0 }, { look_twice, 0 } };

void from_public (void) { int x = 1; public_variable (&x); } /* { dg-note "moved to heap: 'x'" } */
void from_public_table (int i) { int x = 1; public_table[i].call (&x); } /* { dg-note "moved to heap: 'x'" } */
void from_table_of_others (void) { int x = 1; of_others.call (&x); } /* { dg-note "moved to heap: 'x'" } */
void from_volatile (void) { int x = 1; changing (&x); } /* { dg-note "moved to heap: 'x'" } */
void give_address (void) { unseen (&address_taken); }
void from_address_taken (void) { int x = 1; address_taken (&x); } /* { dg-note "moved to heap: 'x'" } */
void store_given (visit *f) { written_by_others = f; } /* { dg-note "leaking param: 'f'" } */
void from_written (void) { int x = 1; written_by_others (&x); } /* { dg-note "moved to heap: 'x'" } */
void store_number (uintptr_t n) { numbered = (visit *) n; }
void from_number (void) { int x = 1; numbered (&x); } /* { dg-note "moved to heap: 'x'" } */
void from_aliased (void) { int x = 1; aliased (&x); } /* { dg-note "moved to heap: 'x'" } */
void from_thread_local (void) { int x = 1; of_thread (&x); } /* { dg-note "moved to heap: 'x'" } */
void other_member (long n) { united.number = n; }
void from_union (void) { int x = 1; united.call (&x); } /* { dg-note "moved to heap: 'x'" } */
void copy_in (const void *p) { memcpy (&listed[1], p, sizeof listed[1]); } /* { dg-note "leaking param content: 'p'" } */
void from_copied (int i) { int x = 1; listed[i].call (&x); } /* { dg-note "moved to heap: 'x'" } */
void from_loaded (void) { int x = 1; table_of_others ()->call (&x); } /* { dg-note "moved to heap: 'x'" } */
void from_parameter (struct step *s) { int x = 1; s->call (&x); } /* { dg-note "'s' does not escape" } */ /* { dg-note "moved to heap: 'x'" } */
void local_given (void) { int x = 1; struct step s = { look, 0 }; unseen_step (&s); s.call (&x); } /* { dg-note "moved to heap: 's'" } */ /* { dg-note "moved to heap: 'x'" } */
void local_bytes (const char *from) { int x = 1; union both u; for (int i = 0; i < 8; i++) u.bytes[i] = from[i]; u.call (&x); } /* { dg-note "'from' does not escape" } */ /* { dg-note "moved to heap: 'x'" } */
void local_assembly (void) { int x = 1; visit *f = look; __asm__ ("" : "+r" (f)); f (&x); } /* { dg-note "moved to heap: 'x'" } */
struct book { struct step all[4], last; };
static void after (struct step *s, int *p) { char *c = (char *) s; c += 2 * sizeof *s; ((struct step *) c)->call (p); } /* { dg-note "'s' does not escape" } */ /* { dg-note "leaking param: 'p'" } */
void by_bytes (int i) { int x = 1; struct book b = { { { look, 0 } }, { look_twice, 0 } }; after (&b.all[i], &x); } /* { dg-note "moved to heap: 'x'" } */
static void with (visit *f, int *p) { f (p); } /* { dg-note "leaking param: 'p'" } */ /* { dg-note "'f' does not escape" } */
void with_known (void) { int x = 1; with (look, &x); } /* { dg-note "moved to heap: 'x'" } */
void with_given (visit *f) { int x = 1; with (f, &x); } /* { dg-note "'f' does not escape" } */ /* { dg-note "moved to heap: 'x'" } */
static void called_by_others (visit *f, int *p) { f (p); } /* { dg-note "'f' does not escape" } */ /* { dg-note "leaking param: 'p'" } */
void call_me_back (void) { unseen (called_by_others); called_by_others (look, 0); }
static void takes_two (int *p, int *q) { sink = q; count += *p; } /* { dg-note "'p' does not escape" } */ /* { dg-note "leaking param: 'q'" } */
void wrong_type (void) { int x = 1; visit *f = (visit *) takes_two; f (&x); } /* { dg-note "moved to heap: 'x'" } */
__attribute__ ((weak)) void replaceable (int *p) { count = *p; } /* { dg-note "'p' does not escape" } */
void by_weak (void) { int x = 1; visit *f = replaceable; f (&x); } /* { dg-note "moved to heap: 'x'" } */
