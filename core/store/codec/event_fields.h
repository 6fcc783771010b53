#pragma once

// How each event is written in the log: kType is its name there, kVersion the newest version there
// is. Where a struct got later fields, an event is written in the version that first could say it:
// version_of().

#include "store/codec/events/alerts.h"
#include "store/codec/events/configuration.h"
#include "store/codec/events/migrations.h"
#include "store/codec/events/notices.h"
#include "store/codec/events/plugins.h"
#include "store/codec/events/projects.h"
#include "store/codec/events/sheets.h"
#include "store/codec/events/work.h"
