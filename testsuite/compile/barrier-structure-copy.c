/* SPDX-License-Identifier: MIT */
/* Purpose: Copies of structures have a barrier if there is a pointer in them; results of calls too. */
/* Options: -O2 -fplugin-arg-goro-d=wb */
#include <string.h>

struct list { struct list *next; int n; };
struct text { int n; float f[6]; };
struct large { void *p[40]; };

struct list make_list (void);
struct text make_text (void);

void copies (struct list *a, struct list *b, struct text *c, struct text *d, struct large *e, struct large *f)
{
  *a = *b; /* { dg-message "write barrier" } */
  *c = *d;
  *e = *f; /* { dg-message "write barrier" } */
}

void clears (struct list *a, struct text *b, struct large *c)
{
  *a = (struct list) { 0 }; /* { dg-message "write barrier" } */
  *b = (struct text) { 0 };
  *c = (struct large) { { 0 } }; /* { dg-message "write barrier" } */
}

void results (struct list *a, struct text *b)
{
  *a = make_list (); /* { dg-message "write barrier" } */
  *b = make_text ();
}

void from_the_frame (struct list *a, struct list b)
{
  *a = b; /* { dg-message "write barrier" } */
}

void to_the_frame (struct list *a, void (*use) (struct list *) __attribute__ ((goro_noescape (1))))
{
  struct list b = *a;
  use (&b);
}
