/* SPDX-License-Identifier: MIT */
/* Purpose: A call through a pointer is a call of what the pointer can be: tables, members, static variables, parameters, choices. */
/* Options: -fplugin-arg-goro-m */
#include <string.h>
typedef void visit (int *);
struct step { const char *name; visit *call; long weight; };
struct walker { visit *each, *last; int depth; struct walker *up; };
struct wrapped { int n; struct walker inner[2]; };
struct book { struct step first, all[4], last; };
int *sink, count;
extern int any (void);

static void look (int *p) { count += *p; } /* { dg-note "'p' does not escape" } */
static void also (int *p) { count -= *p; } /* { dg-note "'p' does not escape" } */
static void keep (int *p) { sink = p; } /* { dg-note "leaking param: 'p'" } */
static const struct step steps[] = { { "look", look, 1 }, { "also", also, 2 }, { "none", 0, 3 } };
static const struct step mixed[] = { { "look", look, 1 }, { "keep", keep, 2 } };
static visit *const row[2][2] = { { look, also }, { also, look } };
const struct step seen_by_others = { "look", look, 0 };
static visit *chosen = look;
static struct step current = { "look", look, 0 };
static struct step kept = { "keep", keep, 0 };

void constant_index (void) { int x = 1; mixed[0].call (&x); }
void variable_index (int i) { int x = 1; steps[i].call (&x); }
void variable_index_kept (int i) { int x = 1; mixed[i].call (&x); } /* { dg-note "moved to heap: 'x'" } */
void two_indexes (int i) { int x = 1; row[1][i] (&x); }
void by_walking (void) { int x = 1; for (const struct step *s = steps; s->call; s++) s->call (&x); }
void by_element (int i) { int x = 1; const struct step *s = &steps[i]; s->call (&x); }
void constant_of_all (void) { int x = 1; seen_by_others.call (&x); }
void choose (int n) { chosen = n ? look : also; }
void static_variable (void) { int x = 1; chosen (&x); }
void set (int n) { if (n) current.call = also; }
void static_member (void) { int x = 1; current.call (&x); }
void static_member_kept (void) { int x = 1; kept.call (&x); } /* { dg-note "moved to heap: 'x'" } */
void choice (int n) { int x = 1; visit *f = n ? look : also; f (&x); }
void choice_kept (int n) { int x = 1; visit *f = n ? look : keep; f (&x); } /* { dg-note "moved to heap: 'x'" } */
void null_too (int n) { int x = 1; visit *f = 0; if (n) f = look; f (&x); }
static void with (visit *f, int *p) { f (p); } /* { dg-note "'f' does not escape" } */ /* { dg-note "'p' does not escape" } */
void parameter_one (void) { int x = 1; with (look, &x); }
void parameter_other (void) { int x = 1; with (also, &x); }
static void walk (struct walker *w, int *p) { if (w->up) walk (w->up, p); w->each (p); w->last (p); } /* { dg-note "'w' does not escape" } */ /* { dg-note "'p' does not escape" } */
void member (void) { int x = 1; struct walker w = { look, also, 0, 0 }; walk (&w, &x); }
void member_set_later (void) { int x = 1; struct walker w; memset (&w, 0, sizeof w); w.depth = 2; w.each = also; w.last = look; walk (&w, &x); }
void member_of_member (void) { int x = 1; struct wrapped o = { 1, { { look, look, 0, 0 } } }; o.inner[1] = o.inner[0]; walk (&o.inner[1], &x); }
void member_copied (void) { int x = 1; struct walker w = { look, look, 0, 0 }, v = w; v.up = &w; walk (&v, &x); }
static void before (const struct step *s, int *p) { s[-1].call (p); } /* { dg-note "'s' does not escape" } */ /* { dg-note "leaking param: 'p'" } */
void element_before (int i) { int x = 1; struct book b; b.first.call = b.last.call = look; for (int k = 0; k < 4; k++) b.all[k].call = keep; before (&b.all[i], &x); } /* { dg-note "moved to heap: 'x'" } */
static visit *pick (int n) { return n ? look : also; }
void returned (int n) { int x = 1; pick (n) (&x); }
static void recurse (int n, int *p, void (*again) (int, int *, visit *), visit *f) { if (n) again (n - 1, p, f); else f (p); } /* { dg-note "'p' does not escape" } */ /* { dg-note "'again' does not escape" } */ /* { dg-note "'f' does not escape" } */
static void again (int n, int *p, visit *f) { recurse (n, p, again, f); } /* { dg-note "'p' does not escape" } */ /* { dg-note "'f' does not escape" } */
void recursive (void) { int x = 1; recurse (3, &x, again, look); }
static void recurse_kept (int n, int *p, void (*again) (int, int *)) { if (n) again (n - 1, p); else keep (p); } /* { dg-note "leaking param: 'p'" } */ /* { dg-note "'again' does not escape" } */
static void again_kept (int n, int *p) { recurse_kept (n, p, again_kept); } /* { dg-note "leaking param: 'p'" } */
void recursive_kept (void) { int x = 1; recurse_kept (3, &x, again_kept); } /* { dg-note "moved to heap: 'x'" } */
void library (const char *a) { size_t (*f) (const char *) = strlen; char text[8] = "x"; count = f (text); if (a) count += f (a); } /* { dg-note "'a' does not escape" } */
