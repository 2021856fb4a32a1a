#ifndef SNAG_CLIBGIT2_SHIM_H
#define SNAG_CLIBGIT2_SHIM_H

#include <git2.h>

#endif
