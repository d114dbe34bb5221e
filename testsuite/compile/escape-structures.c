/* SPDX-License-Identifier: MIT */
/* Purpose: Addresses in members of structures, unions and arrays: in locals, by value, through pointers, in lists. */
/* Options: -fplugin-arg-goro-m -Wno-return-local-addr */
struct pair { int *a, *b; };
struct list { struct list *next; int value; };
struct nested { int n; struct pair pair; int *array[3]; };
union either { int *p; long n; };
int *sink;
struct pair sink_pair;
struct list *head;
static struct list anchor;

int member_read (void) { int x = 1; struct pair s = { &x, 0 }; return *s.a; }
void member_kept (void) { int x = 1; struct pair s = { &x, 0 }; sink = s.a; } /* { dg-note "moved to heap: 'x'" } */
void whole_kept (void) { int x = 1, y = 2; struct pair s = { &x, &y }; sink_pair = s; }
  /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'y'" "" { target *-*-* } .-1 } */
struct pair whole_returned (void) { int x = 1; struct pair s = { 0, &x }; return s; } /* { dg-note "moved to heap: 'x'" } */
int by_value (struct pair s) { return *s.a; } /* { dg-note "'s' does not escape" } */
int *by_value_returned (struct pair s) { return s.b; } /* { dg-note "leaking param: 's' to result level=0" } */
void by_value_kept (struct pair s) { sink = s.b; } /* { dg-note "leaking param: 's'" } */
int passed_by_value (void) { int x = 1; return by_value ((struct pair) { &x, 0 }); }
void passed_by_value_kept (void) { int x = 1; by_value_kept ((struct pair) { 0, &x }); } /* { dg-note "moved to heap: 'x'" } */
void through_pointer (struct pair *s) { sink = s->a; } /* { dg-note "leaking param content: 's'" } */
void into_pointer (struct pair *s, int *p) { s->a = p; } /* { dg-note "'s' does not escape" } */ /* { dg-note "leaking param: 'p' to '.s'" } */
int into_local (void) { int x = 1; struct pair s; into_pointer (&s, &x); return *s.a; }
void into_static (void) { int x = 1; into_pointer (&sink_pair, &x); } /* { dg-note "moved to heap: 'x'" } */
int nested_read (int i) { int x = 1; struct nested s = { .pair.b = &x, .array = { &x, &x, &x } }; return *s.pair.b + *s.array[i]; }
void nested_kept (int i) { int x = 1; struct nested s = { .array = { &x, &x, &x } }; sink = s.array[i]; } /* { dg-note "moved to heap: 'x'" } */
int list_of_locals (void)
{
  struct list c = { 0, 3 };
  struct list b = { &c, 2 };
  struct list a = { &b, 1 };
  int sum = 0;
  for (struct list *l = &a; l; l = l->next)
    sum += l->value;
  return sum;
}
void list_kept (void)
{
  struct list b = { 0, 2 }; /* { dg-note "moved to heap: 'b'" } */
  struct list a = { &b, 1 }; /* { dg-note "moved to heap: 'a'" } */
  head = &a;
}
void list_linked_from_static (void)
{
  struct list a = { 0, 1 }; /* { dg-note "moved to heap: 'a'" } */
  anchor.next = &a;
}
int list_length (struct list *l) { int n = 0; for (; l; l = l->next) n++; return n; } /* { dg-note "'l' does not escape" } */
struct list *list_end (struct list *l) { while (l->next) l = l->next; return l; } /* { dg-note "leaking param: 'l' to result level=0" } */
void list_append (struct list *l, struct list *e) { list_end (l)->next = e; }
  /* { dg-note "'l' does not escape" "" { target *-*-* } .-1 } */ /* { dg-note "leaking param: 'e' to '.l'" "" { target *-*-* } .-1 } */
int appended_locals (void) { struct list a = { 0, 1 }, b = { 0, 2 }; list_append (&a, &b); return list_length (&a); }
int union_read (void) { int x = 1; union either u = { .p = &x }; return *u.p; }
void union_kept (void) { int x = 1; union either u = { .p = &x }; sink = (int *) u.n; } /* { dg-note "moved to heap: 'x'" } */
int member_address (void) { struct nested s = { 0 }; int *p = &s.n; *p = 1; return s.n; }
void member_address_kept (void) { struct nested s = { 0 }; sink = &s.n; } /* { dg-note "moved to heap: 's'" } */
