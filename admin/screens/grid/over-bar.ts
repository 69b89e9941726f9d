/** What opens over a list's bar, fetched as one. */
export { ColumnsDialog } from './ColumnsDialog.tsx'
export { FilterPanel } from './FilterPanel.tsx'
export { SortDialog } from './SortDialog.tsx'
