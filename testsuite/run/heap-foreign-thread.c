/* SPDX-License-Identifier: MIT */
/* Purpose: threads that goro did not start allocate, several at once, and goroutines too.  */
/* Output: 4 threads, good */
/* Output: goroutine, good */
#include <goro.h>
#include <pthread.h>
#include <stdio.h>

struct node { struct node *next; long value; };

static bool chain (long n)
{
  struct node *head = NULL;
  for (long i = 0; i < n; i++) {
    struct node *node = goro_new (struct node);
    if (node->next != NULL || node->value != 0)
      return false;
    node->next = head;
    node->value = i;
    head = node;
  }
  for (long i = n; i-- > 0; head = head->next)
    if (head->value != i)
      return false;
  return head == NULL;
}

static void *thread (void *unused)
{
  (void) unused;
  return (void *) (uintptr_t) chain (20000);
}

static void goroutine (goro_chan (int) done)
{
  goro_send (done, chain (20000));
}

int main (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  go goroutine (done);
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    pthread_create (&threads[i], NULL, thread, NULL);
  int good = 0;
  for (int i = 0; i < 4; i++) {
    void *result;
    pthread_join (threads[i], &result);
    good += result != NULL;
  }
  printf ("%d threads, good\n", good);
  if (goro_recv (done))
    puts ("goroutine, good");
  return 0;
}
