/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a variable's life begins.

   A promoted variable is allocated each time its scope is entered, so that each round of a loop has one of its own.  Later no pass can tell
   where that is: so every variable with an address that is taken gets a mark, x = {CLOBBER}, GCC's own way to say that a
   variable has no value yet, while scopes are still statements: before "lower".  Marks are copied and thrown away with the code around them.
   The pass (escape.cc) replaces or removes all of them.

     a scope             at its beginning
     a jump into it      before the jump, a case of a switch included
     a compound literal  where it is first mentioned, which is where it is made; other variables without a name as well

   What may be reached around all marks (a computed goto, a condition in front of a temporary) is found by promote.cc, which
   allocates at the function's entry then.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"
#include "gimple-walk.h"

namespace {

const pass_data scopes_data = { GIMPLE_PASS, "goro_escape_scopes", OPTGROUP_NONE, TV_NONE, PROP_gimple_any, 0, 0, 0, 0 };

class pass_escape_scopes : public gimple_opt_pass {
public:
  pass_escape_scopes (gcc::context *ctxt) : gimple_opt_pass (scopes_data, ctxt) {}
  unsigned int execute (function *) final override;
};

bool wanted_p (const_tree var)
{
  return VAR_P (var) && TREE_ADDRESSABLE (var) && !is_global_var (var) && !DECL_HARD_REGISTER (var)
         && !DECL_HAS_VALUE_EXPR_P (var) && TREE_TYPE (var) != error_mark_node
         && TREE_CODE (DECL_SIZE (var) ? DECL_SIZE (var) : error_mark_node) == INTEGER_CST;
}

/* Has it a scope, or is it a value that has been given a place?  */
bool named_p (const_tree var)
{
  return DECL_NAME (var) != NULL_TREE && !DECL_ARTIFICIAL (var);
}

gimple *build_mark (tree var)
{
  tree clobber = build_constructor (TREE_TYPE (var), NULL);
  TREE_THIS_VOLATILE (clobber) = 1;
  gimple *mark = gimple_build_assign (var, clobber);
  gimple_set_location (mark, DECL_SOURCE_LOCATION (var));
  return mark;
}

struct scope {
  gbind *bind;
  scope *outer;
};

struct marker {
  hash_map<tree, scope *> labels;   /* where each label is */
  hash_set<tree> unnamed;           /* waiting for their first mention */
  hash_map<gimple *, scope *> scopes;
  auto_vec<scope *> all;
  bool wanted;

  void find (gimple_seq seq, scope *in);
  void mark (gimple_seq *seq, scope *in);
  void jump (gimple_stmt_iterator *gsi, scope *from, tree label, hash_set<scope *> *entered);
  void begin (gbind *bind);
};

/* The sequences inside a statement.  */
unsigned inner (gimple *stmt, gimple_seq *parts[2])
{
  switch (gimple_code (stmt)) {
  case GIMPLE_TRY:
    parts[0] = gimple_try_eval_ptr (stmt);
    parts[1] = gimple_try_cleanup_ptr (stmt);
    return 2;
  case GIMPLE_CATCH:
    parts[0] = gimple_catch_handler_ptr (as_a<gcatch *> (stmt));
    return 1;
  case GIMPLE_EH_FILTER:
    parts[0] = gimple_eh_filter_failure_ptr (stmt);
    return 1;
  case GIMPLE_EH_ELSE:
    parts[0] = gimple_eh_else_n_body_ptr (as_a<geh_else *> (stmt));
    parts[1] = gimple_eh_else_e_body_ptr (as_a<geh_else *> (stmt));
    return 2;
  case GIMPLE_WITH_CLEANUP_EXPR:
    parts[0] = gimple_wce_cleanup_ptr (stmt);
    return 1;
  default:
    if (is_gimple_omp (stmt) && gimple_has_substatements (stmt)) {
      parts[0] = gimple_omp_body_ptr (stmt);
      return 1;
    }
    return 0;
  }
}

void marker::find (gimple_seq seq, scope *in)
{
  for (gimple_stmt_iterator gsi = gsi_start (seq); !gsi_end_p (gsi); gsi_next (&gsi)) {
    gimple *stmt = gsi_stmt (gsi);
    gimple_seq *parts[2];
    if (glabel *label = dyn_cast<glabel *> (stmt))
      labels.put (gimple_label_label (label), in);
    else if (gbind *bind = dyn_cast<gbind *> (stmt)) {
      scope *s = XNEW (scope);
      s->bind = bind;
      s->outer = in;
      all.safe_push (s);
      scopes.put (bind, s);
      for (tree v = gimple_bind_vars (bind); v; v = DECL_CHAIN (v))
        if (wanted_p (v)) {
          wanted = true;
          if (!named_p (v))
            unnamed.add (v);
        }
      find (gimple_bind_body (bind), s);
    } else
      for (unsigned i = 0, n = inner (stmt, parts); i < n; i++)
        find (*parts[i], in);
  }
}

/* Before a statement in FROM that may jump to LABEL: what begins there.  */
void marker::jump (gimple_stmt_iterator *gsi, scope *from, tree label, hash_set<scope *> *entered)
{
  scope **to = label ? labels.get (label) : NULL;
  if (to == NULL)
    return;
  for (scope *s = *to; s; s = s->outer) {
    scope *f = from;
    while (f && f != s)
      f = f->outer;
    if (f || entered->add (s))
      return;
    for (tree v = gimple_bind_vars (s->bind); v; v = DECL_CHAIN (v))
      if (wanted_p (v) && named_p (v))
        gsi_insert_before (gsi, build_mark (v), GSI_SAME_STMT);
  }
}

void marker::begin (gbind *bind)
{
  gimple_seq marks = NULL;
  for (tree v = gimple_bind_vars (bind); v; v = DECL_CHAIN (v))
    if (wanted_p (v) && named_p (v))
      gimple_seq_add_stmt (&marks, build_mark (v));
  if (marks) {
    gimple_seq body = gimple_bind_body (bind);
    gimple_seq_add_seq (&marks, body);
    gimple_bind_set_body (bind, marks);
  }
}

struct mention {
  marker *m;
  auto_vec<tree> *found;
};

tree look (tree *tp, int *walk_subtrees, void *data)
{
  mention *w = (mention *) ((walk_stmt_info *) data)->info;
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (VAR_P (*tp) && w->m->unnamed.contains (*tp)) {
    w->m->unnamed.remove (*tp);
    w->found->safe_push (*tp);
  }
  return NULL_TREE;
}

void marker::mark (gimple_seq *seq, scope *in)
{
  for (gimple_stmt_iterator gsi = gsi_start (*seq); !gsi_end_p (gsi); gsi_next (&gsi)) {
    gimple *stmt = gsi_stmt (gsi);
    gimple_seq *parts[2];
    if (gbind *bind = dyn_cast<gbind *> (stmt)) {
      gimple_seq body = gimple_bind_body (bind);
      mark (&body, *scopes.get (bind));
      gimple_bind_set_body (bind, body);
      begin (bind);
      continue;
    }
    if (unsigned n = inner (stmt, parts)) {
      for (unsigned i = 0; i < n; i++)
        mark (parts[i], in);
      continue;
    }
    if (!unnamed.is_empty () && !gimple_clobber_p (stmt)) {
      auto_vec<tree> found;
      mention w = { this, &found };
      walk_stmt_info wi;
      memset (&wi, 0, sizeof wi);
      wi.info = &w;
      walk_gimple_op (stmt, look, &wi);
      for (tree v : found)
        gsi_insert_before (&gsi, build_mark (v), GSI_SAME_STMT);
    }
    hash_set<scope *> entered;
    switch (gimple_code (stmt)) {
    case GIMPLE_GOTO:
      if (TREE_CODE (gimple_goto_dest (stmt)) == LABEL_DECL)
        jump (&gsi, in, gimple_goto_dest (stmt), &entered);
      break;
    case GIMPLE_COND:
      jump (&gsi, in, gimple_cond_true_label (as_a<gcond *> (stmt)), &entered);
      jump (&gsi, in, gimple_cond_false_label (as_a<gcond *> (stmt)), &entered);
      break;
    case GIMPLE_SWITCH:
      for (unsigned i = 0; i < gimple_switch_num_labels (as_a<gswitch *> (stmt)); i++)
        jump (&gsi, in, CASE_LABEL (gimple_switch_label (as_a<gswitch *> (stmt), i)), &entered);
      break;
    case GIMPLE_ASM:
      for (unsigned i = 0; i < gimple_asm_nlabels (as_a<gasm *> (stmt)); i++)
        jump (&gsi, in, TREE_VALUE (gimple_asm_label_op (as_a<gasm *> (stmt), i)), &entered);
      break;
    default:
      break;
    }
  }
}

unsigned int pass_escape_scopes::execute (function *fun)
{
  marker m;
  m.wanted = false;
  gimple_seq body = gimple_body (fun->decl);
  m.find (body, NULL);
  if (m.wanted) {
    m.mark (&body, NULL);
    gimple_set_body (fun->decl, body);
  }
  for (scope *s : m.all)
    XDELETE (s);
  return 0;
}

} // namespace

opt_pass *goro_make_escape_scopes_pass (void)
{
  return new pass_escape_scopes (g);
}
