import plugin from './plugin.js';
import { checkViews } from '../../sdk/javascript/testing.js';

checkViews(plugin, 'views');
