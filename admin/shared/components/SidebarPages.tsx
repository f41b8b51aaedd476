import type { FC } from 'react';

/** Pages stand in the menu of tables, where only those are shown that the person may open. */
const SidebarPages: FC = () => null;

export default SidebarPages;
