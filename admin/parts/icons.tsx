import type { ReactNode } from 'react'

/** Our own small set, 24 × 24, drawn with a line of 1.75: one path each. A new sign is a line here. */
const paths = {
  home: 'M4 11.5 12 5l8 6.5M6 10v9h4.5v-5h3v5H18v-9',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16.2 16.2 20 20',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  down: 'M6 9.5l6 6 6-6',
  up: 'M6 14.5l6-6 6 6',
  right: 'M9.5 6l6 6-6 6',
  left: 'M14.5 6l-6 6 6 6',
  sort: 'M8 5v14M8 19l-3-3M8 19l3-3M16 19V5M16 5l-3 3M16 5l3 3',
  filter: 'M4 6h16M7 12h10M10 18h4',
  columns: 'M4 5h16v14H4zM9.5 5v14M14.5 5v14',
  group: 'M4 6h10M4 12h16M8 18h12',
  user: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c.8-3.6 3.7-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  users:
    'M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 19c.6-3 3-4.7 6.5-4.7s5.9 1.7 6.5 4.7M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.8c1.9.7 3.1 2.1 3.5 4.2',
  settings: 'M4 8h10M18 8h2M4 16h2M10 16h10M16 6v4M8 14v4',
  shield: 'M12 4l7 2.5v5c0 4.3-2.8 7.2-7 8.5-4.2-1.3-7-4.2-7-8.5v-5z',
  key: 'M8 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 12h8.5M17 12v3M20.5 12v2',
  device: 'M7 3.5h10v17H7zM11 17.5h2',
  out: 'M14 5H5v14h9M10 12h10M16.5 8.5 20 12l-3.5 3.5',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  globe:
    'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM4 12h16M12 4c2.5 2.4 3.5 5 3.5 8s-1 5.6-3.5 8c-2.5-2.4-3.5-5-3.5-8s1-5.6 3.5-8z',
  bell: 'M6 16.5c1-1 1.5-2.3 1.5-5a4.5 4.5 0 0 1 9 0c0 2.7.5 4 1.5 5zM10 19.5h4',
  trash: 'M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5',
  edit: 'M5 19l.8-3.8L16 5l3 3L8.8 18.2zM14 7l3 3',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
  download: 'M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14',
  upload: 'M12 15.5v-11M7.5 9 12 4.5 16.5 9M5 19.5h14',
  history: 'M4.5 12a7.5 7.5 0 1 1 2.2 5.3M4.5 7.5v4.7h4.7M12 8v4.3l3 1.8',
  undo: 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3',
  redo: 'M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
  warning: 'M12 4.5 21 19.5H3zM12 10v4.5M12 17v.01',
  info: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 11v5M12 8v.01',
  keyboard: 'M3 6.5h18v11H3zM7 10h.01M11 10h.01M15 10h.01M7.5 14h9',
  drag: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  calendar: 'M4.5 6h15v13.5h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8',
  kanban: 'M4 5h4.5v14H4zM10 5h4.5v9H10zM16 5h4v12h-4z',
  gallery: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
  chart: 'M4.5 19.5h15M7 16v-5M12 16V6M17 16v-7.5',
  comment: 'M4.5 5h15v11h-8l-4 3.5V16h-3z',
  star: 'M12 4.5l2.3 4.9 5.2.7-3.8 3.7.9 5.3-4.6-2.6-4.6 2.6.9-5.3L4.5 10.1l5.2-.7z',
  print: 'M7 9V4.5h10V9M7 16H4.5V9h15v7H17M7 13.5h10v6H7z',
  bolt: 'M13 3.5 5.5 13.5H11l-.5 7L18 10.5h-5.5z',
  grid: 'M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z',
  site: 'M4 10l1.5-5h13L20 10M4 10a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0A2.7 2.7 0 0 0 20 10M5.5 13v6.5h13V13',
  refresh: 'M19 7.5A8 8 0 1 0 20 13M19.5 4v4h-4',
  file: 'M6.5 4h7.5l4 4v12H6.5zM13.5 4v4.5H18',
  pin: 'M9 4h6l-.5 6 3 3.5h-11l3-3.5zM12 13.5V20',
  lock: 'M6 11h12v8.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
} as const

export type IconName = keyof typeof paths

/** Beside words it says nothing of its own; alone, its button has a label. */
export function Icon({ name, className = 'size-4.5' }: { name: IconName; className?: string }): ReactNode {
  return (
    <svg viewBox="0 0 24 24" className={`shrink-0 ${className}`} aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
