/* SPDX-License-Identifier: MIT */
/* Purpose: A warning where an object of the collected heap is kept by nothing but memory from malloc. */
#include <goro.h>
#include <stdlib.h>
#include <string.h>

struct box { int *p; struct box *next; char text[8]; };
struct box *list;
void use (struct box *);

struct box *local_returned (void)
{
  int x = 1;
  struct box *b = malloc (sizeof *b);
  b->p = &x; /* { dg-warning "address of 'x', which is on the collected heap, is kept only in memory from 'malloc'" } */
  return b;
}

void local_in_list (void)
{
  int x[10] = { 1 };
  struct box *b = calloc (1, sizeof *b);
  b->p = x + 3; /* { dg-warning "address of 'x', which is on the collected heap" } */
  b->next = list;
  list = b;
}

void made (int n)
{
  struct box *b = malloc (sizeof *b);
  b->p = goro_make (int, n); /* { dg-warning "address of an object of the collected heap is kept only in memory from 'malloc'" } */
  list = b;
}

void behind_parameter (struct box *head)
{
  int *p = goro_new (int);
  struct box *b = malloc (sizeof *b);
  head->next = b;
  b->p = p; /* { dg-warning "address of an object of the collected heap" } */
}

struct box *compound_literal (void)
{
  struct box *b = realloc (NULL, sizeof *b);
  b->p = &(int) { 3 }; /* { dg-warning "address of a compound literal" } */
  return b;
}

struct box *variable_size (int n)
{
  struct box *b = malloc (sizeof *b);
  int a[n];
  a[0] = 1;
  b->p = a; /* { dg-warning "address of memory of variable size" } */
  return b;
}

static void set (struct box *b, int *p) { b->p = p; }
struct box *by_callee (void)
{
  int x = 1;
  struct box *b = malloc (sizeof *b);
  set (b, &x); /* { dg-warning "address of 'x'" } */
  use (b);
  return b;
}

static struct box *make (void) { struct box *b = malloc (sizeof *b); if (b == 0) exit (1); return b; }
struct box *from_callee (void)
{
  int x = 1;
  struct box *b = make ();
  b->p = &x; /* { dg-warning "address of 'x'" } */
  return b;
}

struct box *copied (void)
{
  int x = 1;
  struct box on_frame = { &x }, *b = malloc (sizeof *b);
  memcpy (b, &on_frame, sizeof *b); /* { dg-warning "address of 'x'" } */
  return b;
}
