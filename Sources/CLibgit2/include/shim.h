#ifndef SNAG_CLIBGIT2_SHIM_H
#define SNAG_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/index.h>
#include <git2/sys/mempack.h>
#include <git2/sys/repository.h>
#include <spawn.h>

#ifdef __linux__
/* glibc declares these for _GNU_SOURCE only, which Swift does not define. */
extern int pipe2(int ends[2], int flags);
extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *actions, const char *path);
extern int mkostemp(char *pattern, int flags);
extern int syncfs(int descriptor);

/* Loads the library, before which no function of it may be called. Returns NULL, or what is wrong as
   the dynamic linker words it; the text lasts until the thread's next failure. One call at a time. */
const char *snag_load_libgit2(const char *library);
#endif

/* git_libgit2_opts is variadic, which Swift cannot call. */

/* The extensions this project handles itself: libgit2 copies the names. */
static inline int snag_allow_extensions(void) {
  const char *names[] = {"worktreeconfig", "partialclone", "preciousobjects"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, sizeof(names) / sizeof(names[0]));
}

static inline int snag_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

/* `git_index_entry.flags` accessors are macros. */
static inline int snag_index_entry_stage(const git_index_entry *entry) {
  return GIT_INDEX_ENTRY_STAGE(entry);
}

#endif
