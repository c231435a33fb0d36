import plugin from './plugin.js';
import { checkViews } from './{{sdk_path}}/testing.js';

checkViews(plugin, 'views');
