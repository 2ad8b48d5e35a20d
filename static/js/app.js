// Small things for every page. Each page works without them.
import './behaviours/menus.js';
import './behaviours/errors.js';
import './behaviours/focus.js';
import './behaviours/copy.js';
import './behaviours/place.js';
import './behaviours/seen.js';
import './behaviours/marks.js';
import './behaviours/writing.js';
import './behaviours/answers.js';
import './behaviours/dialogs.js';
import './behaviours/mirror.js';
import './behaviours/purpose.js';
