/* SPDX-License-Identifier: MIT */
/* Purpose: What is stored behind a parameter and read from there, and what becomes of it in callers. */
/* Options: -fplugin-arg-goro-m */
struct node { struct node *next, *prev; int *value; int numbers[4]; char *text; };
struct buffer { char *start, *at, *end; char small[16]; };
struct node *head;
int *sink;

void self (struct node *n) { n->next = n; } /* { dg-note "'n' does not escape" } */
void next_of_next (struct node *n) { n->next = n->next->next; } /* { dg-note "'n' does not escape" } */
void other (struct node *n, struct node *m) { n->next = m; } /* { dg-note "'n' does not escape" } */ /* { dg-note "leaking param: 'm' to '.n'" } */
void content_of_other (struct node *n, struct node *m) { n->next = m->next; } /* { dg-note "'n' does not escape" } */ /* { dg-note "leaking param content: 'm' to '.n'" } */
void value (struct node *n, int *p) { n->value = p; } /* { dg-note "'n' does not escape" } */ /* { dg-note "leaking param: 'p' to '.n'" } */
void own_array (struct node *n) { n->value = n->numbers; } /* { dg-note "'n' does not escape" } */
void unlink_node (struct node *n) { n->prev->next = n->next; n->next->prev = n->prev; } /* { dg-note "'n' does not escape" } */
void insert (struct node *list, struct node *n) { n->next = list->next; list->next = n; } /* { dg-note "leaking param content: 'list' to '.n'" } */ /* { dg-note "leaking param: 'n' to '.list'" } */
void push (struct node *n) { n->next = head; head = n; } /* { dg-note "leaking param: 'n'" } */
struct node *pop (void) { struct node *n = head; head = n->next; return n; }
void clear (struct node *n) { n->next = 0; n->value = 0; } /* { dg-note "'n' does not escape" } */
int *value_of (struct node *n) { return n->value; } /* { dg-note "leaking param: 'n' to result level=1" } */
int *address_of_part (struct node *n) { return &n->numbers[1]; } /* { dg-note "leaking param: 'n' to result level=0" } */
int element (struct node *n, int i) { return n->numbers[i]; } /* { dg-note "'n' does not escape" } */
struct node *advance (struct node *n, int k) { while (k-- > 0) n = n->next; return n; } /* { dg-note "leaking param: 'n' to result level=0" } */
struct node *either (struct node *a, struct node *b, int c) { return c ? a : b; } /* { dg-note "leaking param: 'a' to result level=0" } */ /* { dg-note "leaking param: 'b' to result level=0" } */
struct node **slot (struct node *n) { return &n->next; } /* { dg-note "leaking param: 'n' to result level=0" } */
void copy (struct node *to, const struct node *from) { *to = *from; } /* { dg-note "'to' does not escape" } */ /* { dg-note "leaking param content: 'from' to '.to'" } */
void swap (struct node *a, struct node *b) { struct node t = *a; *a = *b; *b = t; } /* { dg-note "leaking param content: 'a' to '.b'" } */ /* { dg-note "leaking param content: 'b' to '.a'" } */
int sum (const struct node *n) { int s = 0; for (; n; n = n->next) s += *n->value; return s; } /* { dg-note "'n' does not escape" } */
void keep_value (struct node *n) { sink = n->value; } /* { dg-note "leaking param content: 'n'" } */
void keep_part (struct node *n) { sink = n->numbers; } /* { dg-note "leaking param: 'n'" } */
void put (struct buffer *b, char c) { if (b->at < b->end) *b->at++ = c; } /* { dg-note "'b' does not escape" } */
void reset (struct buffer *b) { b->start = b->at = b->small; b->end = b->small + 16; } /* { dg-note "'b' does not escape" } */
void over (struct buffer *b, char *text, int n) { b->start = b->at = text; b->end = text + n; } /* { dg-note "'b' does not escape" } */ /* { dg-note "leaking param: 'text' to '.b'" } */
char *text_of (struct buffer *b) { *b->at = 0; return b->start; } /* { dg-note "leaking param: 'b' to result level=1" } */

void out (int **result, int *p) { *result = p; } /* { dg-note "'result' does not escape" } */ /* { dg-note "leaking param: 'p' to '.result'" } */
void out_static (int **result) { *result = sink; } /* { dg-note "'result' does not escape" } */
void out_twice (int **a, int **b, int *p) { *a = p; *b = p; } /* { dg-note "'a' does not escape" } */ /* { dg-note "'b' does not escape" } */ /* { dg-note "leaking param: 'p' to '.a'" } */ /* { dg-note "leaking param: 'p' to '.b'" } */
void keep_and_out (int **result, int *p) { *result = sink = p; } /* { dg-note "'result' does not escape" } */ /* { dg-note "leaking param: 'p'" } */
int *maybe (int *p, int n) { return n ? p : sink; } /* { dg-note "leaking param: 'p' to result level=0" } */
int *through (int *p) { int *q = p, **r = &q; return *r; } /* { dg-note "leaking param: 'p' to result level=0" } */
int *bytes (int *p) { return (int *) ((char *) p + 4); } /* { dg-note "leaking param: 'p' to result level=0" } */
long number (int *p) { return (long) p; } /* { dg-note "leaking param: 'p' to result level=0" } */
int *from_number (unsigned long n) { return (int *) n; }
int difference (int *p, int *q) { return p - q; } /* { dg-note "'p' does not escape" } */ /* { dg-note "'q' does not escape" } */
int compare (int *p, int *q) { return p == q; } /* { dg-note "'p' does not escape" } */ /* { dg-note "'q' does not escape" } */
int is_null (void *p) { return p == 0; } /* { dg-note "'p' does not escape" } */
int unused (int *p) { return 1; } /* { dg-note "'p' does not escape" } */
int constant (const int *p) { return *p; } /* { dg-note "'p' does not escape" } */
void *identity (void *p) { return p; } /* { dg-note "leaking param: 'p' to result level=0" } */
void **identity2 (void **p) { return p; } /* { dg-note "leaking param: 'p' to result level=0" } */
void *content (void **p) { return *p; } /* { dg-note "leaking param: 'p' to result level=1" } */
void *content2 (void ***p) { return **p; } /* { dg-note "leaking param: 'p' to result level=1" } */
void store_null (int **p) { *p = 0; } /* { dg-note "'p' does not escape" } */
void store_number (int *p) { *p = 1; } /* { dg-note "'p' does not escape" } */
void zero (int *p, int n) { while (n-- > 0) *p++ = 0; } /* { dg-note "'p' does not escape" } */

int buffer_used (void)
{
  struct buffer b;
  char text[40];
  over (&b, text, 40);
  put (&b, 'a');
  return *text_of (&b);
}

char *buffer_returned (void)
{
  struct buffer b; /* { dg-note "moved to heap: 'b'" } */
  reset (&b);
  put (&b, 'a');
  return text_of (&b);
}

int list_used (void)
{
  int x = 1, y = 2, *p = 0;
  struct node a = { 0 }, b = { 0 };
  value (&a, &x);
  value (&b, &y);
  insert (&a, &b);
  out (&p, &x);
  swap (&a, &b);
  return sum (&a) + *p + *value_of (&b);
}

int list_pushed (void)
{
  int x = 1; /* { dg-note "moved to heap: 'x'" } */
  struct node a = { 0 }, b = { 0 }; /* { dg-note "moved to heap: 'a'" } */ /* { dg-note "moved to heap: 'b'" } */
  value (&a, &x);
  push (&a);
  insert (&a, &b);
  return sum (&b);
}

int list_kept_value (void)
{
  int x = 1, y = 2; /* { dg-note "moved to heap: 'x'" } */
  struct node a = { 0 }, b = { 0 };
  value (&a, &x);
  value (&b, &y);
  keep_value (&a);
  return sum (&b);
}
